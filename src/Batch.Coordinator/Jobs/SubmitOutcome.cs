using Batch.Core.Ids;

namespace Batch.Coordinator.Jobs;

/// <summary>What became of a submit.</summary>
internal abstract record SubmitOutcome
{
    private SubmitOutcome()
    {
    }

    /// <summary>On record, now or by an earlier request with the same key.</summary>
    public sealed record Accepted(JobId Job) : SubmitOutcome;

    public sealed record Refused(IReadOnlyDictionary<string, string[]> Errors) : SubmitOutcome;

    /// <summary>The idempotency key was used with another body.</summary>
    public sealed record KeyTaken : SubmitOutcome;
}
