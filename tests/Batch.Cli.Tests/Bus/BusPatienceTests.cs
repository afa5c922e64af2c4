using Batch.Cli.Bus;

namespace Batch.Cli.Tests.Bus;

public sealed class BusPatienceTests
{
    private readonly BusPatience _patience = new(TimeSpan.FromSeconds(60));

    [Fact]
    public void Bus_WhenIllBesideABrokerForTheLimit_IsStartedAgain()
    {
        Assert.Equal(BusRemedy.None, Look(at: 0, receives: false, broker: true));
        Assert.Equal(BusRemedy.None, Look(at: 59, receives: false, broker: true));
        Assert.Equal(BusRemedy.Restart, Look(at: 60, receives: false, broker: true));
    }

    [Fact]
    public void Bus_WhenStartedAgainAndStillIll_EndsTheProcess()
    {
        Look(at: 0, receives: false, broker: true);
        Assert.Equal(BusRemedy.Restart, Look(at: 60, receives: false, broker: true));
        Assert.Equal(BusRemedy.None, Look(at: 75, receives: false, broker: true));
        Assert.Equal(BusRemedy.None, Look(at: 90, receives: false, broker: false));
        Assert.Equal(BusRemedy.None, Look(at: 105, receives: false, broker: true));
        Assert.Equal(BusRemedy.EndProcess, Look(at: 165, receives: false, broker: true));
    }

    [Fact]
    public void Bus_WhenItReceivedSinceItWasStartedAgain_IsStartedAgainOnceMore()
    {
        Look(at: 0, receives: false, broker: true);
        Assert.Equal(BusRemedy.Restart, Look(at: 60, receives: false, broker: true));
        Assert.Equal(BusRemedy.None, Look(at: 75, receives: true, broker: true));
        Assert.Equal(BusRemedy.None, Look(at: 90, receives: false, broker: true));
        Assert.Equal(BusRemedy.Restart, Look(at: 150, receives: false, broker: true));
    }

    [Fact]
    public void Bus_WhenTheBrokerIsAway_ConnectsByItself()
    {
        Assert.Equal(BusRemedy.None, Look(at: 0, receives: false, broker: false));
        Assert.Equal(BusRemedy.None, Look(at: 600, receives: false, broker: false));
        Assert.Equal(BusRemedy.None, Look(at: 615, receives: false, broker: true));
        Assert.Equal(BusRemedy.None, Look(at: 660, receives: false, broker: true));
    }

    [Fact]
    public void Bus_WhenItReceivesInBetween_IsLeftAlone()
    {
        Assert.Equal(BusRemedy.None, Look(at: 0, receives: false, broker: true));
        Assert.Equal(BusRemedy.None, Look(at: 45, receives: true, broker: true));
        Assert.Equal(BusRemedy.None, Look(at: 60, receives: false, broker: true));
    }

    private BusRemedy Look(int at, bool receives, bool broker) => _patience.Look(receives, broker, TimeSpan.FromSeconds(at));
}
