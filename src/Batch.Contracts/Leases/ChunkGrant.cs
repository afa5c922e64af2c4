using System.Text.Json;
using Batch.Contracts.Objects;

namespace Batch.Contracts.Leases;

/// <summary>
/// A lease on one chunk, with everything its attempt may read or create and nothing more.
/// </summary>
public sealed record ChunkGrant
{
    public required string JobId { get; init; }

    public required string ItemId { get; init; }

    public required string ChunkId { get; init; }

    public required string AttemptId { get; init; }

    /// <summary>1 for the first attempt of the chunk.</summary>
    public required int AttemptNumber { get; init; }

    /// <summary>The fencing token: a result under an older epoch is refused.</summary>
    public required long Epoch { get; init; }

    /// <summary>128 random bits in hex; renewing, giving back and finishing need it.</summary>
    public required string LeaseToken { get; init; }

    /// <summary>The job kind, such as <c>transcription</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The stage of the kind, such as <c>transcribe</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>Position of the chunk within its item and stage, from 0.</summary>
    public required int Sequence { get; init; }

    /// <summary>First work unit of the chunk within its item, in the unit of the kind (microseconds of audio).</summary>
    public required long RangeStart { get; init; }

    /// <summary>One past the last work unit of the chunk.</summary>
    public required long RangeEnd { get; init; }

    /// <summary>The options of the job, as the kind normalised them at submit.</summary>
    public required JsonElement Options { get; init; }

    /// <summary>What the plan says of this chunk; null where the stage does not split.</summary>
    public JsonElement? Payload { get; init; }

    public required SourceFacts Source { get; init; }

    /// <summary>Signed links to exactly the objects that the attempt may read.</summary>
    public required IReadOnlyList<InputLink> Inputs { get; init; }

    /// <summary>Signed links to exactly the objects that the attempt may create.</summary>
    public required IReadOnlyList<OutputLink> Outputs { get; init; }

    /// <summary>Device time after which the worker stops the run by its own meter, in microseconds.</summary>
    public required long AuthorisedMicros { get; init; }

    /// <summary>Wall time after which the attempt has timed out, in seconds.</summary>
    public required int WallLimitSeconds { get; init; }
}
