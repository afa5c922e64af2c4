using System.ComponentModel.DataAnnotations;

namespace Batch.Coordinator.Leases;

/// <summary>How leases are renewed and reclaimed.</summary>
public sealed class LeaseOptions
{
    public const string Section = "Batch:Leases";

    internal const string TooShort =
        Section + ": TermSeconds must be at least 3 times HeartbeatSeconds, or one lost heartbeat would cost a worker its chunks.";

    /// <summary>Seconds between heartbeats, 0.1 to 60. Default 10.</summary>
    [Range(0.1, 60)]
    public double HeartbeatSeconds { get; set; } = 10;

    /// <summary>
    /// Seconds of silence after which a worker session is declared lost, 1 to 600 and at least 3 times
    /// <see cref="HeartbeatSeconds"/>. Default 45.
    /// </summary>
    [Range(1, 600)]
    public double TermSeconds { get; set; } = 45;

    internal bool OutlivesLostHeartbeats => TermSeconds >= 3 * HeartbeatSeconds;

    internal TimeSpan Term => TimeSpan.FromSeconds(TermSeconds);
}
