using Batch.Worker.Metering;

namespace Batch.Worker.Tests.Metering;

public sealed class DeviceMeterTests
{
    private readonly Dictionary<string, AttemptMeter> _attempts = [];
    private readonly DeviceMeter _meter;

    public DeviceMeterTests() => _meter = new DeviceMeter(
        (share, micros) => _attempts[share.AttemptId] = _attempts.GetValueOrDefault(share.AttemptId).Plus(micros, share.Redoing));

    [Fact]
    public void Device_WhenNothingRuns_IsIdle()
    {
        _meter.AdvanceTo(7);

        Assert.Equal((7, 0), (_meter.IdleMicros, _meter.ColdStartMicros));
    }

    [Fact]
    public void Device_WhenThreeShareTenMicros_GivesTheRemainderToTheOldest()
    {
        _meter.Start(new DeviceShare("a", 0), 0);
        _meter.Start(new DeviceShare("b", 0), 0);
        _meter.Start(new DeviceShare("c", 0), 0);

        _meter.AdvanceTo(11);

        Assert.Equal((4, 4, 3), (_attempts["a"].Total, _attempts["b"].Total, _attempts["c"].Total));
    }

    [Fact]
    public void Device_WhenAnEngineStartsOnIt_IsColdStartOnlyWhileNothingRuns()
    {
        var share = new DeviceShare("a", 0);
        _meter.BeginColdStart(10);
        _meter.Start(share, 30);
        _meter.Stop(share, 35);
        _meter.EndColdStart(40);
        _meter.AdvanceTo(50);

        Assert.Equal((20, 25, 5L), (_meter.IdleMicros, _meter.ColdStartMicros, _attempts["a"].Useful));
    }

    [Fact]
    public void Attempt_WhenItBeginsToRedo_IsMeteredAsQualityRedoFromThenOn()
    {
        var share = new DeviceShare("a", 0);
        _meter.Start(share, 0);
        _meter.BeginQualityRedo(share, 6);
        _meter.Stop(share, 10);

        Assert.Equal(new AttemptMeter(6, 4), _attempts["a"]);
    }

    [Fact]
    public void Device_WhenTimeRunsBackwards_Throws()
    {
        _meter.AdvanceTo(5);

        Assert.Throws<ArgumentOutOfRangeException>(() => _meter.AdvanceTo(4));
    }
}
