using Batch.Core.Items;

namespace Batch.Coordinator.Jobs;

/// <summary>What a command adds to the counters of a job; the fields are those of <see cref="JobCounters"/>.</summary>
public sealed record JobDelta
{
    public long Items { get; init; }

    public long ItemsOpen { get; init; }

    public long ItemsPending { get; init; }

    public long ItemsReused { get; init; }

    public long ItemsCompleted { get; init; }

    public long ItemsPartial { get; init; }

    public long ItemsFailed { get; init; }

    public long ItemsSkipped { get; init; }

    public long ItemsCancelled { get; init; }

    public long WorkKnown { get; init; }

    public long WorkDone { get; init; }

    public long WorkFailed { get; init; }

    public long ChunksOpen { get; init; }

    public long ChunksAhead { get; init; }

    public long ScratchBytes { get; init; }

    public long ChunksCommitted { get; init; }

    public long ChunksFailed { get; init; }

    public long Attempts { get; init; }

    public long AttemptsOpen { get; init; }

    /// <summary>An open item ended in this state.</summary>
    public static JobDelta ItemEnded(ItemState state) => state switch
    {
        ItemState.Completed => new() { ItemsOpen = -1, ItemsCompleted = 1 },
        ItemState.Partial => new() { ItemsOpen = -1, ItemsPartial = 1 },
        ItemState.Failed => new() { ItemsOpen = -1, ItemsFailed = 1 },
        ItemState.Skipped => new() { ItemsOpen = -1, ItemsSkipped = 1 },
        ItemState.Cancelled => new() { ItemsOpen = -1, ItemsCancelled = 1 },
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "The item has not ended."),
    };
}
