using Batch.Coordinator.Objects;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Home;

/// <summary>Looks at the signing key before anything is signed with it.</summary>
internal sealed class CoordinatorOptionsCheck : IValidateOptions<CoordinatorOptions>
{
    public ValidateOptionsResult Validate(string? name, CoordinatorOptions options)
    {
        if (options.SigningKeyFile is not { } file)
        {
            return ValidateOptionsResult.Success;
        }

        try
        {
            SigningKey.Read(file);
            return ValidateOptionsResult.Success;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or InvalidDataException)
        {
            return ValidateOptionsResult.Fail($"{CoordinatorOptions.Section}:{nameof(CoordinatorOptions.SigningKeyFile)}: {error.Message}");
        }
    }
}
