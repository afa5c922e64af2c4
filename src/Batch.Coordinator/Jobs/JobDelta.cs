using Batch.Core.Items;

namespace Batch.Coordinator.Jobs;

/// <summary>What a command adds to the counters of a job; the fields are those of <see cref="JobCounters"/>.</summary>
public sealed record JobDelta
{
    /// <summary>Every field by its name, which is also that of its column.</summary>
    internal static readonly IReadOnlyList<(string Name, Func<JobDelta, long> Value)> Fields =
    [
        (nameof(Items), d => d.Items),
        (nameof(ItemsOpen), d => d.ItemsOpen),
        (nameof(ItemsPending), d => d.ItemsPending),
        (nameof(ItemsReused), d => d.ItemsReused),
        (nameof(ItemsCompleted), d => d.ItemsCompleted),
        (nameof(ItemsPartial), d => d.ItemsPartial),
        (nameof(ItemsFailed), d => d.ItemsFailed),
        (nameof(ItemsSkipped), d => d.ItemsSkipped),
        (nameof(ItemsCancelled), d => d.ItemsCancelled),
        (nameof(WorkKnown), d => d.WorkKnown),
        (nameof(WorkDone), d => d.WorkDone),
        (nameof(WorkFailed), d => d.WorkFailed),
        (nameof(ChunksOpen), d => d.ChunksOpen),
        (nameof(ChunksAhead), d => d.ChunksAhead),
        (nameof(ScratchBytes), d => d.ScratchBytes),
        (nameof(ChunksCommitted), d => d.ChunksCommitted),
        (nameof(ChunksFailed), d => d.ChunksFailed),
        (nameof(Attempts), d => d.Attempts),
        (nameof(AttemptsOpen), d => d.AttemptsOpen),
    ];

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
