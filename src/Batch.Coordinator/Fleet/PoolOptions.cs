using System.ComponentModel.DataAnnotations;

namespace Batch.Coordinator.Fleet;

/// <summary>How many workers a pool should have. Section <c>Batch:Pools:POOL</c>.</summary>
public sealed class PoolOptions : IValidatableObject
{
    /// <summary>Workers that it has even with nothing to do, 0 to 100,000. Default 0.</summary>
    [Range(0, 100_000)]
    public int MinWorkers { get; set; }

    /// <summary>Workers that it never has more of, 0 to 100,000. Default 10.</summary>
    [Range(0, 100_000)]
    public int MaxWorkers { get; set; } = 10;

    /// <summary>Slots of each worker, 1 to 1,024. Default 1.</summary>
    [Range(1, 1024)]
    public int SlotsPerWorker { get; set; } = 1;

    /// <summary>Time in which what is ready now should be done, in seconds, 1 to 604,800. Default 900.</summary>
    [Range(1, 604_800)]
    public double DrainSeconds { get; set; } = 900;

    /// <summary>Time that a slot takes for a chunk, in seconds, 0.01 to 86,400; used where <see cref="WorkPerSecond"/> is not set. Default 30.</summary>
    [Range(0.01, 86_400)]
    public double ChunkSeconds { get; set; } = 30;

    /// <summary>
    /// Work that a slot does in a second, in units of the kind, 0.001 to 1,000,000,000,000; for audio at 50 times real time 50,000,000. Default
    /// none: then chunks are counted.
    /// </summary>
    [Range(0.001, 1e12)]
    public double? WorkPerSecond { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => MinWorkers > MaxWorkers
        ? [new($"{nameof(MinWorkers)} must not be above {nameof(MaxWorkers)}", [nameof(MinWorkers)])]
        : [];

    /// <summary>Workers that the pool should have: enough to drain it in time, none taken from under an attempt, and one where anything waits.</summary>
    /// <param name="readyChunks">Chunks that could be leased now.</param>
    /// <param name="readyWork">Their work.</param>
    /// <param name="busyWorkers">Workers that hold an attempt.</param>
    internal int Wanted(long readyChunks, long readyWork, int busyWorkers)
    {
        var slotSeconds = WorkPerSecond is { } speed ? readyWork / speed : readyChunks * ChunkSeconds;
        var forReady = Math.Ceiling(slotSeconds / DrainSeconds / SlotsPerWorker);
        var wanted = Math.Max(Math.Max(forReady, readyChunks > 0 ? 1 : 0), busyWorkers);
        return (int)Math.Clamp(wanted, MinWorkers, MaxWorkers);
    }
}
