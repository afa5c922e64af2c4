using Batch.Worker.Preemption;
using Batch.Worker.Tests.Sessions;

namespace Batch.Worker.Tests.Preemption;

public sealed class ForecastTests
{
    [Theory]
    [InlineData(25, 30, 90)]
    [InlineData(50, 30, 30)]
    [InlineData(100, 30, 0)]
    [InlineData(120, 30, 0)]
    public void Remaining_WhenProgressIsKnown_IsItsPaceCarriedOn(long done, double elapsed, double remaining) =>
        Assert.Equal(
            TimeSpan.FromSeconds(remaining),
            Forecast.Remaining(work: 100, done, TimeSpan.FromSeconds(elapsed), unitsPerSecond: 1000));

    [Fact]
    public void Remaining_WhenOnlyTheSpeedIsKnown_IsWhatOthersTookLessWhatIsGone() =>
        Assert.Equal(TimeSpan.FromSeconds(15), Forecast.Remaining(work: 100, done: 0, TimeSpan.FromSeconds(5), unitsPerSecond: 5));

    [Theory]
    [InlineData(null, 5.0)]
    [InlineData(5.0, null)]
    [InlineData(21.0, 5.0)]
    public void Remaining_WhenNothingIsKnownOfIt_IsUnknown(double? elapsed, double? speed) =>
        Assert.Null(Forecast.Remaining(work: 100, done: 0, elapsed is { } seconds ? TimeSpan.FromSeconds(seconds) : null, speed));

    [Fact]
    public void Speeds_WhenAttemptsEnd_KeepTheSlowestOfTheLatestEight()
    {
        var speeds = new StageSpeeds();
        var grant = Grants.Of("1");
        Assert.Null(speeds.SlowestOf(grant, "base"));

        speeds.Note(grant, "base", TimeSpan.FromSeconds(100));
        speeds.Note(grant, "base", TimeSpan.FromSeconds(10));
        Assert.Equal(1, speeds.SlowestOf(grant, "base"));
        Assert.Null(speeds.SlowestOf(grant, "large"));

        for (var i = 0; i < 7; i++)
        {
            speeds.Note(grant, "base", TimeSpan.FromSeconds(10));
        }

        Assert.Equal(10, speeds.SlowestOf(grant, "base"));
    }
}
