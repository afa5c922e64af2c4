using Batch.Worker.Metering;

namespace Batch.Worker.Tests.Metering;

public sealed class DeviceMeterTests
{
    private readonly Dictionary<string, AttemptMeter> attempts = [];
    private readonly DeviceMeter meter;

    public DeviceMeterTests() => meter = new DeviceMeter(
        (share, micros) => attempts[share.AttemptId] = attempts.GetValueOrDefault(share.AttemptId).Plus(micros, share.Redoing));

    [Fact]
    public void Device_WhenNothingRuns_IsIdle()
    {
        meter.AdvanceTo(7);

        Assert.Equal((7, 0), (meter.IdleMicros, meter.ColdStartMicros));
    }

    [Fact]
    public void Device_WhenThreeShareTenMicros_GivesTheRemainderToTheOldest()
    {
        meter.Start(new DeviceShare("a", 0), 0);
        meter.Start(new DeviceShare("b", 0), 0);
        meter.Start(new DeviceShare("c", 0), 0);

        meter.AdvanceTo(11);

        Assert.Equal((4, 4, 3), (attempts["a"].Total, attempts["b"].Total, attempts["c"].Total));
    }

    [Fact]
    public void Device_WhenAnEngineStartsOnIt_IsColdStartOnlyWhileNothingRuns()
    {
        var share = new DeviceShare("a", 0);
        meter.BeginColdStart(10);
        meter.Start(share, 30);
        meter.Stop(share, 35);
        meter.EndColdStart(40);
        meter.AdvanceTo(50);

        Assert.Equal((20, 25, 5L), (meter.IdleMicros, meter.ColdStartMicros, attempts["a"].Useful));
    }

    [Fact]
    public void Attempt_WhenItBeginsToRedo_IsMeteredAsQualityRedoFromThenOn()
    {
        var share = new DeviceShare("a", 0);
        meter.Start(share, 0);
        meter.BeginQualityRedo(share, 6);
        meter.Stop(share, 10);

        Assert.Equal(new AttemptMeter(6, 4), attempts["a"]);
    }

    [Fact]
    public void Device_WhenTimeRunsBackwards_Throws()
    {
        meter.AdvanceTo(5);

        Assert.Throws<ArgumentOutOfRangeException>(() => meter.AdvanceTo(4));
    }
}
