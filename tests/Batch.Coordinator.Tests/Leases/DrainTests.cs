using Batch.Coordinator.Fleet;
using Batch.Coordinator.Home;
using Batch.Coordinator.Jobs;
using Batch.Core.Leases;

namespace Batch.Coordinator.Tests.Leases;

public class DrainTests
{
    [Fact]
    public async Task Worker_WhenDrained_IsGrantedNothingMoreAndToldSo()
    {
        await using var rig = await LeaseRig.StartAsync();
        await rig.AddJobAsync(items: 2);
        var session = await rig.RegisterAsync();
        var running = await rig.LeaseAsync(session);

        Assert.IsType<DrainOutcome.Draining>(await rig.DrainAsync(session));

        Assert.IsType<GrantOutcome.NotReady>(await rig.ClaimAsync(session));
        Assert.True((await rig.BeatAsync(session, 1, 10, [(running, 10)])).Drain);
        Assert.True(await rig.FinishAsync(rig.Finished(running, 20)));
        Assert.False((await rig.BeatAsync(session, 2, 30, closing: true)).SessionClosed);
        Assert.Equal(SessionState.Closed, (await rig.SessionAsync(session)).State);
    }

    [Fact]
    public async Task Worker_WhenItStopsByItself_IsNotToldToDrain()
    {
        await using var rig = await LeaseRig.StartAsync();
        var session = await rig.RegisterAsync();

        Assert.False((await rig.BeatAsync(session, 1, 10)).Drain);
        Assert.False((await rig.BeatAsync(session, 2, 20, closing: true)).Drain);
    }

    [Fact]
    public async Task Worker_WhenItFallsSilentWhileDraining_IsLost()
    {
        await using var rig = await LeaseRig.StartAsync();
        await rig.AddJobAsync(items: 1);
        var session = await rig.RegisterAsync();
        await rig.LeaseAsync(session);
        await rig.DrainAsync(session);

        await rig.SweepAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(SessionState.Lost, (await rig.SessionAsync(session)).State);
        Assert.IsType<DrainOutcome.Ended>(await rig.DrainAsync(session));
        await rig.LeaseAsync(await rig.RegisterAsync("worker-2"));
    }

    [Fact]
    public async Task Worker_WhenItComesBackWhileDraining_ReplacesItsPredecessor()
    {
        await using var rig = await LeaseRig.StartAsync();
        var session = await rig.RegisterAsync();
        await rig.DrainAsync(session);

        var next = await rig.RegisterAsync();

        Assert.Equal(SessionState.Closed, (await rig.SessionAsync(session)).State);
        Assert.True((await rig.SessionAsync(next)).TakesWork);
    }

    [Fact]
    public async Task Sessions_WhenTheirWorkersLiveElsewhere_OutliveTheCoordinator()
    {
        await using var rig = await LeaseRig.StartAsync(WorkersLive.Elsewhere);
        await rig.AddJobAsync(items: 1);
        var session = await rig.RegisterAsync();
        var running = await rig.LeaseAsync(session);

        await rig.RestartAsync();

        Assert.False((await rig.BeatAsync(session, 1, 10, [(running, 10)])).SessionClosed);
        Assert.True(await rig.FinishAsync(rig.Finished(running, 20)));
    }

    [Fact]
    public async Task Sweeper_WhileTheBusIsIll_TakesSilenceForTheBrokers()
    {
        await using var rig = await LeaseRig.StartAsync();
        var session = await rig.RegisterAsync();
        rig.BusIsHealthy = false;

        await rig.SweepAsync(TimeSpan.FromMinutes(10));

        Assert.True((await rig.SessionAsync(session)).IsLive);

        rig.BusIsHealthy = true;
        await rig.SweepAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(SessionState.Lost, (await rig.SessionAsync(session)).State);
    }
}
