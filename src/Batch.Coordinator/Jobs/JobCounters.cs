using Batch.Core.Ids;

namespace Batch.Coordinator.Jobs;

/// <summary>
/// How far a job is, beside its row: deltas are summed in memory and added once a group commit, so reading progress
/// costs the same for ten chunks and for ten million.
/// </summary>
public sealed class JobCounters
{
    private JobCounters()
    {
    }

    public JobCounters(JobId jobId) => JobId = jobId;

    public JobId JobId { get; private set; }

    /// <summary>Items listed so far.</summary>
    public long Items { get; private set; }

    /// <summary>Items that have not ended.</summary>
    public long ItemsOpen { get; private set; }

    /// <summary>Items listed whose content has not been looked at.</summary>
    public long ItemsPending { get; private set; }

    public long ItemsReused { get; private set; }

    public long ItemsCompleted { get; private set; }

    public long ItemsPartial { get; private set; }

    public long ItemsFailed { get; private set; }

    public long ItemsSkipped { get; private set; }

    public long ItemsCancelled { get; private set; }

    /// <summary>Work of items whose plan is known, in the kind's unit.</summary>
    public long WorkKnown { get; private set; }

    /// <summary>Work of committed chunks of planned stages, and what a plan leaves to nobody.</summary>
    public long WorkDone { get; private set; }

    public long WorkFailed { get; private set; }

    public long ChunksOpen { get; private set; }

    /// <summary>Chunks that run ahead, were let go and have not ended, see <see cref="Core.Chunks.RunAhead"/>.</summary>
    public long ChunksAhead { get; private set; }

    /// <summary>Scratch that open items hold.</summary>
    public long ScratchBytes { get; private set; }

    public long ChunksCommitted { get; private set; }

    public long ChunksFailed { get; private set; }

    public long Attempts { get; private set; }

    public long AttemptsOpen { get; private set; }
}
