using Batch.Core.Attempts;
using Batch.Core.Metering;

namespace Batch.Core.Ledger;

/// <summary>Which causes an ended attempt and a session's own time are billed under.</summary>
public static class Billing
{
    /// <summary>The lines of an attempt's terminal posting; they add up to its meter. An attempt that used no device still has one, of zero.</summary>
    public static IReadOnlyList<PostingLine> Lines(AttemptState ended, AttemptMeter meter, int rateVersion)
    {
        if (ended is AttemptState.Committed)
        {
            return meter.QualityRedo == DeviceTime.Zero
                ? [new PostingLine(Cause.Useful, meter.Run, rateVersion)]
                : [new PostingLine(Cause.Useful, meter.Run, rateVersion), new PostingLine(Cause.QualityRedo, meter.QualityRedo, rateVersion)];
        }

        return [new PostingLine(CauseOf(ended), meter.Total, rateVersion)];
    }

    private static Cause CauseOf(AttemptState ended) => ended switch
    {
        AttemptState.Failed => Cause.Retry,
        AttemptState.Released or AttemptState.Lost => Cause.Preempted,
        AttemptState.Refused => Cause.Duplicate,
        _ => throw new ArgumentOutOfRangeException(nameof(ended), ended, "Only an ended attempt is billed."),
    };
}
