using Batch.Cli.Progress;
using Batch.Cli.Tests.Fakes;
using Batch.Contracts.Jobs;

namespace Batch.Cli.Tests.Progress;

public sealed class ProgressLineTests
{
    private static readonly JobProgress Halfway = Views.NoProgress with
    {
        EnumerationComplete = true,
        Items = 126,
        ItemsReused = 100,
        ItemsCompleted = 113,
        ItemsFailed = 2,
        ItemsSkipped = 3,
        WorkKnown = Views.Seconds(3600),
        WorkDone = Views.Seconds(1800),
        WorkFailed = Views.Seconds(61),
        WorkRunning = Views.Seconds(120),
        WorkRunningDone = Views.Seconds(30),
    };

    [Fact]
    public void Line_WhenAJobRuns_SaysEverythingInAudioTime() => Assert.Equal(
        "30:00 of 1:00:00 done · 2:00 running · 1:01 failed (2 items) · 118 of 126 items · 41.3x real time · 0.000174 USD (assumed) · ETA 0:41",
        ProgressLine.Of(Views.Job with { Progress = Halfway }, new Pace(41.26, TimeSpan.FromSeconds(41))));

    [Fact]
    public void Line_WhenThePaceIsUnknown_LeavesItOut()
    {
        var line = ProgressLine.Of(Views.Job with { Progress = Halfway }, Pace.Unknown);
        Assert.DoesNotContain("real time", line, StringComparison.Ordinal);
        Assert.DoesNotContain("ETA", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_WhenTheInputIsBeingListed_SaysHowFar() => Assert.Equal(
        "listing the input · 41 items so far",
        ProgressLine.Of(Views.Job with { Progress = Views.NoProgress with { Items = 41 } }, Pace.Unknown));

    [Fact]
    public void Line_WhenAJobWaits_SaysForWhatAndSinceWhen()
    {
        var since = new DateTimeOffset(2026, 3, 1, 13, 5, 9, TimeSpan.FromHours(2));
        var waiting = Views.Job with { State = "waiting", Progress = Halfway, Waiting = new WaitingView("room on the disk", since) };
        Assert.StartsWith("waits for room on the disk since 11:05:09 UTC · 30:00 of 1:00:00", ProgressLine.Of(waiting, Pace.Unknown), StringComparison.Ordinal);
    }

    [Fact]
    public void Found_WhenEverythingIsListed_CountsWhatIsDoneAndWhatIsNot()
    {
        Assert.Equal("118 done, 8 to do", ProgressLine.Found(Views.NoProgress with { EnumerationComplete = true, Items = 126, ItemsReused = 118 }));
        Assert.Equal("5 to do, 2 skipped", ProgressLine.Found(Views.NoProgress with { EnumerationComplete = true, Items = 7, ItemsSkipped = 2 }));
    }

    [Fact]
    public void Found_WhenTheInputIsBeingListed_SaysNothing() =>
        Assert.Null(ProgressLine.Found(Views.NoProgress with { Items = 126, ItemsReused = 118 }));

    [Fact]
    public void Found_WhenSomeFilesHaveNotBeenLookedAt_SaysNothing() =>
        Assert.Null(ProgressLine.Found(Views.NoProgress with { EnumerationComplete = true, Items = 126, ItemsReused = 3, ItemsPending = 1 }));

    [Fact]
    public void Fraction_WhenWorkRuns_CountsItsDonePart() =>
        Assert.Equal((1800 + 61 + 30) / 3600.0, ProgressLine.Fraction(Halfway), precision: 9);

    [Fact]
    public void Fraction_WhenNothingIsKnown_IsZero() => Assert.Equal(0, ProgressLine.Fraction(Views.NoProgress));
}
