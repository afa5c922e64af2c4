using Batch.Contracts.Metering;

namespace Batch.Coordinator.Costs;

/// <summary>The domain's causes as the wire names them: the same words in two layers that do not know each other.</summary>
internal static class CauseWords
{
    public static Cause Of(Core.Metering.Cause cause) => cause switch
    {
        Core.Metering.Cause.Useful => Cause.Useful,
        Core.Metering.Cause.QualityRedo => Cause.QualityRedo,
        Core.Metering.Cause.Retry => Cause.Retry,
        Core.Metering.Cause.Preempted => Cause.Preempted,
        Core.Metering.Cause.Duplicate => Cause.Duplicate,
        Core.Metering.Cause.ColdStart => Cause.ColdStart,
        Core.Metering.Cause.Idle => Cause.Idle,
        Core.Metering.Cause.Unattributed => Cause.Unattributed,
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "A cause that the wire does not know."),
    };
}
