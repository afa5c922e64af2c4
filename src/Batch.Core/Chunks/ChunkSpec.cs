using Batch.Core.Ids;

namespace Batch.Core.Chunks;

/// <summary>What a chunk is; it never changes.</summary>
public sealed record ChunkSpec
{
    public required JobId JobId { get; init; }

    public required ItemId ItemId { get; init; }

    /// <summary>The tenant, for fair shares.</summary>
    public required string Project { get; init; }

    /// <summary>The pool that runs it.</summary>
    public required string Pool { get; init; }

    /// <summary>The stage's word.</summary>
    public required string Stage { get; init; }

    /// <summary>The item's round, see <see cref="Items.Item.Round"/>: a retried item has chunks of its own.</summary>
    public required int Round { get; init; }

    /// <summary>Position in item and stage, from 0.</summary>
    public required int Sequence { get; init; }

    public required int Priority { get; init; }

    /// <summary>First work unit.</summary>
    public required long RangeStart { get; init; }

    /// <summary>One past the last work unit.</summary>
    public required long RangeEnd { get; init; }

    /// <summary>Orders ready chunks, longest first: its range, or the size of its input where no plan has said yet.</summary>
    public required long Weight { get; init; }

    /// <summary>Names among the planning attempt's outputs that it reads, separated by line feeds.</summary>
    public required string Inputs { get; init; }

    /// <summary>
    /// Whether it fills scratch that only its item's later stages free, so that how many run is bounded by <see cref="RunAhead"/>.
    /// </summary>
    public bool RunsAhead { get; init; }

    /// <summary>For the stage runner alone.</summary>
    public string? PayloadJson { get; init; }

    /// <summary>
    /// Whether a plan laid it out. Work is counted where one did: what comes before and after is the same audio again.
    /// </summary>
    public bool IsPlanned => PayloadJson is not null;

    public long Work => RangeEnd - RangeStart;
}
