using Batch.Core.Ids;

namespace Batch.Coordinator.Jobs;

/// <summary>What became of a person's wish to change a job.</summary>
internal abstract record ChangeOutcome
{
    private ChangeOutcome()
    {
    }

    public sealed record Changed(JobId Job) : ChangeOutcome;

    /// <summary>The job is in a state that does not allow it.</summary>
    public sealed record TooLate(string Why) : ChangeOutcome;

    public sealed record Unknown : ChangeOutcome;
}
