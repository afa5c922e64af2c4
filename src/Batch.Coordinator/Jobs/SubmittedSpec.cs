using System.Text.Json;
using Batch.Contracts.Jobs;

namespace Batch.Coordinator.Jobs;

/// <summary>What became of reading a job spec.</summary>
internal abstract record SubmittedSpec
{
    private SubmittedSpec()
    {
    }

    /// <param name="Spec">Defaults filled in, paths without links.</param>
    /// <param name="Options">The kind's options, normalised.</param>
    /// <param name="Fingerprint">What decides a result besides the content.</param>
    public sealed record Accepted(JobSpec Spec, JsonElement Options, string Fingerprint) : SubmittedSpec;

    /// <param name="Errors">Every error by the path of its field.</param>
    public sealed record Refused(IReadOnlyDictionary<string, string[]> Errors) : SubmittedSpec;
}
