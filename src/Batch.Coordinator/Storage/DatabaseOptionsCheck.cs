using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Storage;

/// <summary>Says what is wrong without anything of the secret.</summary>
internal sealed class DatabaseOptionsCheck : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options) =>
        PostgresConnection.Problem(options) is { } problem
            ? ValidateOptionsResult.Fail($"{DatabaseOptions.Section}: {problem}.")
            : ValidateOptionsResult.Success;
}
