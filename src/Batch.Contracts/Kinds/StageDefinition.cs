namespace Batch.Contracts.Kinds;

/// <summary>A step that every item of a kind goes through.</summary>
public sealed record StageDefinition
{
    /// <summary>Lower-case word, unique in its kind.</summary>
    public required string Name { get; init; }

    /// <summary>The pool that runs it; null for the pool of the job.</summary>
    public string? Pool { get; init; }

    /// <summary>Everything that an attempt of this stage may write.</summary>
    public required IReadOnlyList<OutputDefinition> Outputs { get; init; }

    /// <summary>Wall time granted to an attempt whatever its work, in seconds.</summary>
    public required int WallLimitSeconds { get; init; }

    /// <summary>Further wall time per second of work (for kinds whose work is microseconds of audio), in seconds.</summary>
    public double WallLimitPerWorkSecond { get; init; }

    /// <summary>
    /// True where a committed output called <see cref="ChunkPlan.ObjectName"/> says how the next stage is split.
    /// </summary>
    public bool PlansNextStage { get; init; }
}
