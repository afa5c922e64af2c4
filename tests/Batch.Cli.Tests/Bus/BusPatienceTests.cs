using Batch.Cli.Bus;

namespace Batch.Cli.Tests.Bus;

public sealed class BusPatienceTests
{
    private readonly BusPatience _patience = new(TimeSpan.FromSeconds(60));

    [Fact]
    public void Bus_WhenIllBesideABrokerForTheLimit_IsStartedAgainOnce()
    {
        Assert.False(Look(at: 0, receives: false, broker: true));
        Assert.False(Look(at: 59, receives: false, broker: true));
        Assert.True(Look(at: 60, receives: false, broker: true));
        Assert.False(Look(at: 75, receives: false, broker: true));
        Assert.True(Look(at: 135, receives: false, broker: true));
    }

    [Fact]
    public void Bus_WhenTheBrokerIsAway_ConnectsByItself()
    {
        Assert.False(Look(at: 0, receives: false, broker: false));
        Assert.False(Look(at: 600, receives: false, broker: false));
        Assert.False(Look(at: 615, receives: false, broker: true));
        Assert.False(Look(at: 660, receives: false, broker: true));
    }

    [Fact]
    public void Bus_WhenItReceivesInBetween_IsLeftAlone()
    {
        Assert.False(Look(at: 0, receives: false, broker: true));
        Assert.False(Look(at: 45, receives: true, broker: true));
        Assert.False(Look(at: 60, receives: false, broker: true));
    }

    private bool Look(int at, bool receives, bool broker) => _patience.IsOver(receives, broker, TimeSpan.FromSeconds(at));
}
