using Batch.Contracts.Attempts;
using Batch.Contracts.Metering;

namespace Batch.Contracts.Workers;

/// <summary>
/// One message for all slots of a worker: an atomic cut of its meter. The causes of the session and of its open attempts
/// add up to <c>AtMicros x devices</c>. Answered with <see cref="HeartbeatAnswer"/>.
/// </summary>
public sealed record Heartbeat
{
    public required string SessionId { get; init; }

    /// <summary>Rises by one with every cut; only a newer cut is stored.</summary>
    public required long Sequence { get; init; }

    /// <summary>Uptime of the session at the cut, by the worker's monotonic clock, in microseconds.</summary>
    public required long AtMicros { get; init; }

    /// <summary>Device time of the session itself: <see cref="Cause.Idle"/> and <see cref="Cause.ColdStart"/>, cumulative.</summary>
    public required IReadOnlyList<CauseMicros> Session { get; init; }

    /// <summary>Every attempt of the session that has not been settled, running or finished.</summary>
    public required IReadOnlyList<AttemptPulse> Attempts { get; init; }

    /// <summary>Attempts that ended at the worker and of which it has not heard that they are settled.</summary>
    public required IReadOnlyList<AttemptFinished> Finished { get; init; }

    /// <summary>Claims that wait for their answer: an attempt that one of them was granted is on its way, not missing.</summary>
    public IReadOnlyList<Guid> Claims { get; init; } = [];

    /// <summary>The last heartbeat of a graceful stop: the session ends at this cut.</summary>
    public bool Closing { get; init; }
}
