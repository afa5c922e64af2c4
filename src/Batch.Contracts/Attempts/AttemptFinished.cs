using System.Text.Json;
using Batch.Contracts.Metering;
using Batch.Contracts.Objects;

namespace Batch.Contracts.Attempts;

/// <summary>
/// An attempt has ended at its worker. Sent at once, and repeated in every heartbeat until the answer names the attempt
/// as settled.
/// </summary>
public sealed record AttemptFinished
{
    public required string AttemptId { get; init; }

    public required string ChunkId { get; init; }

    public required string SessionId { get; init; }

    public required long Epoch { get; init; }

    public required string LeaseToken { get; init; }

    public required AttemptOutcome Outcome { get; init; }

    /// <summary>The final meter of the attempt by cause; <see cref="Cause.Useful"/> and <see cref="Cause.QualityRedo"/> only.</summary>
    public required IReadOnlyList<CauseMicros> Meter { get; init; }

    /// <summary>What a successful attempt wrote.</summary>
    public IReadOnlyList<WrittenObject> Objects { get; init; } = [];

    /// <summary>Facts for the item's manifest line, from the last stage; at most 16 KiB.</summary>
    public JsonElement? Facts { get; init; }

    /// <summary>The failure; only when the outcome is <see cref="AttemptOutcome.Failed"/>.</summary>
    public AttemptFailure? Failure { get; init; }

    /// <summary>The model that the engine ran, for the roll-up; null where the stage runs no engine.</summary>
    public string? Model { get; init; }
}
