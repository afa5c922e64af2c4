using System.Text.Json.Serialization;

namespace Batch.Contracts.Metering;

/// <summary>
/// Why a microsecond of a worker's device was spent. For every worker session the causes add up to
/// uptime x devices, to the microsecond. The job pays the first five; the account of the pool pays the last three.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<Cause>))]
public enum Cause
{
    /// <summary>Spent in an attempt whose result was committed.</summary>
    [JsonStringEnumMemberName("useful")]
    Useful,

    /// <summary>Spent redoing, inside an attempt, audio that failed a quality check.</summary>
    [JsonStringEnumMemberName("quality_redo")]
    QualityRedo,

    /// <summary>Spent in an attempt that failed by itself: crash, timeout, bad input.</summary>
    [JsonStringEnumMemberName("retry")]
    Retry,

    /// <summary>Spent in an attempt that was lost, drained, preempted or cancelled.</summary>
    [JsonStringEnumMemberName("preempted")]
    Preempted,

    /// <summary>Spent in an attempt that was refused because another had committed.</summary>
    [JsonStringEnumMemberName("duplicate")]
    Duplicate,

    /// <summary>Starting an engine and loading its model.</summary>
    [JsonStringEnumMemberName("cold_start")]
    ColdStart,

    /// <summary>A device with nothing running on it.</summary>
    [JsonStringEnumMemberName("idle")]
    Idle,

    /// <summary>Uptime after the last stored cut of a session that was declared lost.</summary>
    [JsonStringEnumMemberName("unattributed")]
    Unattributed,
}
