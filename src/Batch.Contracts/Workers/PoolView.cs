namespace Batch.Contracts.Workers;

/// <summary>A pool at this moment: what waits for its workers, and who is there.</summary>
public sealed record PoolView
{
    public required string Pool { get; init; }

    /// <summary>Chunks that could be leased now.</summary>
    public required long ReadyChunks { get; init; }

    /// <summary>Their work, in units of their kinds (microseconds of audio); bytes of the input for an item whose length is not known yet.</summary>
    public required long ReadyWork { get; init; }

    /// <summary>Workers that are alive and take work.</summary>
    public required int LiveWorkers { get; init; }

    /// <summary>Their slots.</summary>
    public required int LiveSlots { get; init; }

    /// <summary>Those of them that hold an attempt.</summary>
    public required int BusyWorkers { get; init; }

    /// <summary>Workers that the pool should have now.</summary>
    public required int WantedWorkers { get; init; }
}
