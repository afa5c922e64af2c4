namespace Batch.Core.Metering;

/// <summary>
/// Why a microsecond of a device was spent. For every session the causes add up to uptime x devices. The job pays the
/// first five, the account of the pool the last three.
/// </summary>
public enum Cause
{
    /// <summary>In an attempt whose result was committed.</summary>
    Useful,

    /// <summary>Redoing, inside a committed attempt, audio that failed a quality check.</summary>
    QualityRedo,

    /// <summary>In an attempt that failed by itself: crash, timeout, bad input.</summary>
    Retry,

    /// <summary>In an attempt that was lost, drained, preempted or cancelled.</summary>
    Preempted,

    /// <summary>In an attempt refused because another one had committed.</summary>
    Duplicate,

    /// <summary>Starting an engine and loading its model.</summary>
    ColdStart,

    /// <summary>Nothing running.</summary>
    Idle,

    /// <summary>Uptime after the last stored cut of a session that was declared lost.</summary>
    Unattributed,
}
