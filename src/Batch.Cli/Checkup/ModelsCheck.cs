using System.Runtime.CompilerServices;
using Batch.Cli.Catalogue;
using Batch.Worker.Models;

namespace Batch.Cli.Checkup;

/// <summary>Which models are here, whole, and what is not what its name says.</summary>
internal static class ModelsCheck
{
    public static async IAsyncEnumerable<CheckResult> RunAsync(
        ModelOptions options, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var none = true;
        await foreach (var model in LocalModels.FindAsync(options, time, cancellationToken))
        {
            switch (model)
            {
                case ModelResolution.Found found:
                    none = false;
                    yield return CheckResult.Good("model", $"{found.Name} at {found.Path}, sha256 {found.Sha256}");
                    break;
                case ModelResolution.NotFound unavailable:
                    yield return CheckResult.Note("model", unavailable.Message.TrimEnd('.'), unavailable.Remedy);
                    break;
                default:
                    throw new InvalidOperationException($"Unknown resolution {model}.");
            }
        }

        if (none)
        {
            yield return CheckResult.Note("model", "none is here", "it is downloaded at the first run; or 'batch model get base', or set BATCH_MODELS to a folder of models");
        }
    }
}
