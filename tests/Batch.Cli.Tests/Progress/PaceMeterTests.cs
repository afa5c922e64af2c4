using Batch.Cli.Progress;
using Batch.Cli.Tests.Fakes;
using Batch.Contracts.Jobs;
using FsCheck;
using FsCheck.Fluent;

namespace Batch.Cli.Tests.Progress;

public sealed class PaceMeterTests
{
    private static readonly JobProgress Listed = Views.NoProgress with { EnumerationComplete = true, WorkKnown = Views.Seconds(1000) };

    [Fact]
    public void Pace_WhenNothingWasDoneYet_IsUnknown()
    {
        var meter = new PaceMeter();
        meter.Observe(Listed, TimeSpan.Zero);
        Assert.Equal(Pace.Unknown, meter.Observe(Listed, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Pace_WhenAudioPasses_IsAudioOverClock()
    {
        var meter = new PaceMeter();
        meter.Observe(Listed, TimeSpan.Zero);
        var pace = meter.Observe(Listed with { WorkDone = Views.Seconds(150), WorkRunningDone = Views.Seconds(50) }, TimeSpan.FromSeconds(10));
        Assert.Equal(20, pace.TimesRealTime!.Value, precision: 6);
        Assert.Equal(TimeSpan.FromSeconds(40), pace.Remaining);
    }

    [Fact]
    public void Pace_WhenARunWasResumed_LeavesOutWhatWasDoneBefore()
    {
        var meter = new PaceMeter();
        meter.Observe(Listed with { WorkDone = Views.Seconds(800) }, TimeSpan.Zero);
        var pace = meter.Observe(Listed with { WorkDone = Views.Seconds(810) }, TimeSpan.FromSeconds(10));
        Assert.Equal(1, pace.TimesRealTime!.Value, precision: 6);
    }

    [Fact]
    public void Pace_WhenInputIsStillListed_HasNoEta()
    {
        var meter = new PaceMeter();
        var listing = Listed with { EnumerationComplete = false };
        meter.Observe(listing, TimeSpan.Zero);
        Assert.Null(meter.Observe(listing with { WorkDone = Views.Seconds(10) }, TimeSpan.FromSeconds(10)).Remaining);
    }

    [Fact]
    public void Pace_WhenWorkFailed_DoesNotWaitForIt()
    {
        var meter = new PaceMeter();
        meter.Observe(Listed, TimeSpan.Zero);
        var pace = meter.Observe(Listed with { WorkDone = Views.Seconds(100), WorkFailed = Views.Seconds(900) }, TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, pace.Remaining);
    }

    [Fact]
    public void Pace_WhenAJobSlowsDown_ForgetsWhatIsOlderThanAMinute()
    {
        var meter = new PaceMeter();
        for (var second = 0; second <= 300; second++)
        {
            // 10 times real time for 200 seconds, then once.
            var done = second <= 200 ? second * 10 : 2000 + (second - 200);
            var pace = meter.Observe(Listed with { WorkKnown = Views.Seconds(9000), WorkDone = Views.Seconds(done) }, TimeSpan.FromSeconds(second));
            if (second == 300)
            {
                Assert.Equal(1, pace.TimesRealTime!.Value, precision: 6);
            }
        }
    }

    [Fact]
    public void Pace_WhateverIsSeen_IsPositiveOrUnknown() => Prop.ForAll(
        ArbMap.Default.ArbFor<(NonNegativeInt After, NonNegativeInt Done, NonNegativeInt Running, NonNegativeInt Known)[]>(),
        seen =>
        {
            var meter = new PaceMeter();
            var elapsed = TimeSpan.Zero;
            return seen.All(one =>
            {
                elapsed += TimeSpan.FromMilliseconds(one.After.Get);
                var pace = meter.Observe(
                    Listed with { WorkDone = one.Done.Get, WorkRunningDone = one.Running.Get, WorkKnown = one.Known.Get }, elapsed);
                return pace.TimesRealTime is null or > 0 && pace.Remaining is null || pace.Remaining >= TimeSpan.Zero;
            });
        }).QuickCheckThrowOnFailure();
}
