namespace Batch.Contracts.Jobs;

/// <summary>How far a job is. Work is in the unit of its kind: microseconds of audio.</summary>
public sealed record JobProgress
{
    /// <summary>Whether all names of the source have been listed.</summary>
    public required bool EnumerationComplete { get; init; }

    /// <summary>Items found so far, the skipped ones included.</summary>
    public required long Items { get; init; }

    /// <summary>Items that are listed but not looked at yet: whether they are done already is not known.</summary>
    public long ItemsPending { get; init; }

    /// <summary>Items that were found done already, with the same content and options; part of the ended ones below.</summary>
    public required long ItemsReused { get; init; }

    public required long ItemsCompleted { get; init; }

    /// <summary>Items of which some chunks failed.</summary>
    public required long ItemsPartial { get; init; }

    public required long ItemsFailed { get; init; }

    public required long ItemsSkipped { get; init; }

    public required long ItemsCancelled { get; init; }

    /// <summary>Work of the items whose length is known and that are not reused.</summary>
    public required long WorkKnown { get; init; }

    /// <summary>Work in committed chunks of the expensive stage.</summary>
    public required long WorkDone { get; init; }

    /// <summary>Work in chunks that failed.</summary>
    public required long WorkFailed { get; init; }

    /// <summary>Work in chunks that run now, and how much of that is reported done.</summary>
    public required long WorkRunning { get; init; }

    public required long WorkRunningDone { get; init; }

    public required long ChunksOpen { get; init; }

    public required long ChunksCommitted { get; init; }

    public required long ChunksFailed { get; init; }

    public required long Attempts { get; init; }
}
