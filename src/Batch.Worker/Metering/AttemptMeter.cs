using Batch.Contracts.Metering;

namespace Batch.Worker.Metering;

/// <summary>Device time of one attempt, in microseconds since it began.</summary>
internal readonly record struct AttemptMeter(long Useful, long QualityRedo)
{
    public long Total => Useful + QualityRedo;

    public AttemptMeter Plus(long micros, bool redoing) =>
        redoing ? this with { QualityRedo = QualityRedo + micros } : this with { Useful = Useful + micros };

    public IReadOnlyList<CauseMicros> ByCause() => QualityRedo == 0
        ? [new CauseMicros(Cause.Useful, Useful)]
        : [new CauseMicros(Cause.Useful, Useful), new CauseMicros(Cause.QualityRedo, QualityRedo)];
}
