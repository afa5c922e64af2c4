using Batch.Contracts.Metering;
using Batch.Core.Metering;
using Cause = Batch.Contracts.Metering.Cause;

namespace Batch.Coordinator.Attempts;

/// <summary>Reads meters from messages.</summary>
internal static class Meters
{
    public static AttemptMeter Read(IReadOnlyList<CauseMicros> meter) =>
        new(Of(meter, Cause.Useful), Of(meter, Cause.QualityRedo));

    /// <summary>The reading of one cause; zero where the message has none.</summary>
    public static DeviceTime Of(IReadOnlyList<CauseMicros> meter, Cause cause) =>
        new(meter.Where(m => m.Cause == cause).Sum(m => m.Micros));
}
