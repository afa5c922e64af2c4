using Batch.Coordinator.Objects;
using Batch.Coordinator.Objects.Azure;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Blobs;

/// <summary>Says everything that is wrong at once, without anything of the secret.</summary>
internal sealed class BlobOptionsCheck(IOptions<ObjectOptions> objects) : IValidateOptions<BlobOptions>
{
    public ValidateOptionsResult Validate(string? name, BlobOptions options)
    {
        var problems = options.SourceContainers
            .SelectMany(container => AzureAccount.Problems(BlobAccount.Of(options, objects.Value, container)))
            .Distinct(StringComparer.Ordinal)
            .Select(problem => $"{BlobOptions.Section}: {problem}.")
            .ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
