using Batch.Core.Attempts;
using Batch.Core.Ledger;
using Batch.Core.Metering;

namespace Batch.Core.Tests.Ledger;

public sealed class BillingTests
{
    [Fact]
    public void Committed_WhenAudioWasRedone_HasALineForEach() =>
        Assert.Equal(
            [new PostingLine(Cause.Useful, new DeviceTime(7), 3), new PostingLine(Cause.QualityRedo, new DeviceTime(2), 3)],
            Billing.Lines(AttemptState.Committed, Given.Meter(run: 7, redo: 2), rateVersion: 3));

    [Theory]
    [InlineData(AttemptState.Failed, Cause.Retry)]
    [InlineData(AttemptState.Released, Cause.Preempted)]
    [InlineData(AttemptState.Lost, Cause.Preempted)]
    [InlineData(AttemptState.Refused, Cause.Duplicate)]
    public void Uncommitted_WhenItEnds_HasOneLineForAllOfIt(AttemptState ended, Cause cause) =>
        Assert.Equal([new PostingLine(cause, new DeviceTime(9), 1)], Billing.Lines(ended, Given.Meter(run: 7, redo: 2), 1));

    [Theory]
    [InlineData(AttemptState.Committed)]
    [InlineData(AttemptState.Lost)]
    public void Attempt_WhenItUsedNoDevice_HasALineOfZeroAllTheSame(AttemptState ended) =>
        Assert.Equal(DeviceTime.Zero, Assert.Single(Billing.Lines(ended, default, 1)).Time);

    [Fact]
    public void Attempt_WhenItRuns_IsNotBilled() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Billing.Lines(AttemptState.Running, default, 1));
}
