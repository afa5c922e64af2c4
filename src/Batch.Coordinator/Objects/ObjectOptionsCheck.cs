using Batch.Coordinator.Objects.Azure;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Objects;

/// <summary>Says everything that is wrong at once, without anything of the secret.</summary>
internal sealed class ObjectOptionsCheck : IValidateOptions<ObjectOptions>
{
    public ValidateOptionsResult Validate(string? name, ObjectOptions options)
    {
        var problems = options.Provider is ObjectStoreProvider.Azure
            ? AzureAccount.Problems(options.Azure).Select(problem => $"{ObjectOptions.Section}:Azure: {problem}.").ToList()
            : [];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
