namespace Batch.Core.Metering;

/// <summary>What a worker metered of one attempt so far: cumulative, so that a lost report costs nothing.</summary>
/// <param name="Run">Device time of the run itself.</param>
/// <param name="QualityRedo">Device time of redoing audio that failed a quality check.</param>
public readonly record struct AttemptMeter(DeviceTime Run, DeviceTime QualityRedo)
{
    public DeviceTime Total => Run + QualityRedo;

    /// <summary>The later of two cumulative readings, field by field: an old report never takes time back.</summary>
    public static AttemptMeter Latest(AttemptMeter a, AttemptMeter b) =>
        new(DeviceTime.Max(a.Run, b.Run), DeviceTime.Max(a.QualityRedo, b.QualityRedo));
}
