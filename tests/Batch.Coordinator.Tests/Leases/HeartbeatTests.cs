using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Leases;

namespace Batch.Coordinator.Tests.Leases;

public class HeartbeatTests
{
    [Fact]
    public async Task Heartbeat_WhenItComesOutOfOrder_ChangesNothing()
    {
        await using var rig = await LeaseRig.StartAsync();
        await rig.AddJobAsync(items: 1);
        var session = await rig.RegisterAsync();
        var attempt = await rig.LeaseAsync(session);

        await rig.BeatAsync(session, sequence: 2, atMicros: 200, running: [(attempt, 150)]);
        await rig.BeatAsync(session, sequence: 1, atMicros: 100, running: [(attempt, 90)]);
        await rig.BeatAsync(session, sequence: 2, atMicros: 999, running: [(attempt, 999)]);

        var stored = await rig.SessionAsync(session);
        Assert.Equal((2L, 200L, 50L), (stored.Sequence, stored.At.Micros, stored.Idle.Micros));
        Assert.Equal(150, (await rig.AttemptAsync(attempt.Id)).Meter.Total.Micros);
    }

    [Fact]
    public async Task Attempt_WhenTwoHeartbeatsDoNotNameIt_IsClosedAtItsLastMeter()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(items: 1));
        var session = await rig.RegisterAsync();
        var attempt = await rig.LeaseAsync(session);

        await rig.BeatAsync(session, sequence: 1, atMicros: 10, running: [(attempt, 7)]);
        await rig.BeatAsync(session, sequence: 2, atMicros: 20);
        Assert.True((await rig.AttemptAsync(attempt.Id)).IsOpen);
        await rig.BeatAsync(session, sequence: 3, atMicros: 30);

        var closed = await rig.AttemptAsync(attempt.Id);
        Assert.Equal((AttemptState.Released, 7L), (closed.State, closed.Meter.Total.Micros));
        var ready = await rig.ChunkAsync(chunk);
        Assert.Equal((ChunkState.Ready, 0, 0), (ready.State, ready.Tries, ready.Losses));
        await LedgerFacts.HoldAsync(rig);
    }

    [Fact]
    public async Task Attempt_WhenItsClaimStillWaits_IsNotMissing()
    {
        await using var rig = await LeaseRig.StartAsync();
        await rig.AddJobAsync(items: 1);
        var session = await rig.RegisterAsync();
        var attempt = await rig.LeaseAsync(session);

        await rig.BeatAsync(session, sequence: 1, atMicros: 10, claims: [attempt.ClaimId]);
        await rig.BeatAsync(session, sequence: 2, atMicros: 20, claims: [attempt.ClaimId]);
        await rig.BeatAsync(session, sequence: 3, atMicros: 30, claims: [attempt.ClaimId]);
        var answer = await rig.BeatAsync(session, sequence: 4, atMicros: 40, running: [(attempt, 5)]);

        Assert.Empty(answer.Stop);
        Assert.True((await rig.AttemptAsync(attempt.Id)).IsOpen);
    }

    [Fact]
    public async Task Attempt_WhenClosedAndNamedAgain_IsToBeStopped()
    {
        await using var rig = await LeaseRig.StartAsync();
        await rig.AddJobAsync(items: 1);
        var session = await rig.RegisterAsync();
        var attempt = await rig.LeaseAsync(session);
        await rig.BeatAsync(session, sequence: 1, atMicros: 10);
        await rig.BeatAsync(session, sequence: 2, atMicros: 20);

        var answer = await rig.BeatAsync(session, sequence: 3, atMicros: 30, running: [(attempt, 5)]);
        Assert.Equal([attempt.Id.Value], answer.Stop);
    }

    [Fact]
    public async Task Attempt_WhenItsJobIsCancelled_IsToBeStopped()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(items: 1));
        var session = await rig.RegisterAsync();
        var attempt = await rig.LeaseAsync(session);
        await rig.ChangeJobAsync(chunk, job => job.Cancel());

        var answer = await rig.BeatAsync(session, sequence: 1, atMicros: 10, running: [(attempt, 5)]);
        Assert.Equal([attempt.Id.Value], answer.Stop);
        Assert.True((await rig.AttemptAsync(attempt.Id)).IsOpen);
    }

    [Fact]
    public async Task Finish_WhenRepeatedInAHeartbeat_IsSettledOnceAndNotToBeStopped()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(items: 1));
        var session = await rig.RegisterAsync();
        var attempt = await rig.LeaseAsync(session);
        var finished = rig.Finished(attempt, micros: 30);

        var first = await rig.BeatAsync(session, sequence: 1, atMicros: 40, running: [(attempt, 30)], finished: [finished]);
        var again = await rig.BeatAsync(session, sequence: 2, atMicros: 50, running: [(attempt, 30)], finished: [finished]);

        Assert.All([first, again], answer => Assert.Equal([attempt.Id.Value], answer.Settled));
        Assert.All([first, again], answer => Assert.Empty(answer.Stop));
        Assert.Equal(ChunkState.Committed, (await rig.ChunkAsync(chunk)).State);
        await LedgerFacts.HoldAsync(rig);
    }

    [Fact]
    public async Task Finish_WhenItCannotBeSettledNow_CostsTheOtherLeasesNothing()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunks = await rig.AddJobAsync(items: 2);
        var session = await rig.RegisterAsync();
        var (stuck, other) = (await rig.LeaseAsync(session, chunks[0]), await rig.LeaseAsync(session, chunks[1]));
        // A meter below zero cannot be read.
        var senseless = rig.Finished(stuck, micros: -1);

        var answer = await rig.BeatAsync(session, sequence: 1, atMicros: 10, running: [(stuck, 5), (other, 5)], finished: [senseless]);

        Assert.False(answer.SessionClosed);
        Assert.Empty(answer.Settled);
        Assert.Equal(1, (await rig.SessionAsync(session)).Sequence);
    }

    [Fact]
    public async Task Finish_WhenTheTokenIsWrong_ChangesNothing()
    {
        await using var rig = await LeaseRig.StartAsync();
        await rig.AddJobAsync(items: 1);
        var attempt = await rig.LeaseAsync(await rig.RegisterAsync());

        Assert.False(await rig.FinishAsync(rig.Finished(attempt, micros: 5) with { LeaseToken = "wrong" }));
        Assert.True((await rig.AttemptAsync(attempt.Id)).IsOpen);
    }

    [Fact]
    public async Task Session_WhenItSaysThatItGoes_GivesItsChunksBackAtNoCost()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(items: 1));
        var session = await rig.RegisterAsync();
        var attempt = await rig.LeaseAsync(session);

        await rig.BeatAsync(session, sequence: 1, atMicros: 10, running: [(attempt, 4)], closing: true);

        var (closed, ready) = (await rig.SessionAsync(session), await rig.ChunkAsync(chunk));
        Assert.Equal((SessionState.Closed, 10L, 0L), (closed.State, closed.Uptime.Micros, closed.Unattributed.Micros));
        Assert.Equal((ChunkState.Ready, 0, 0), (ready.State, ready.Tries, ready.Losses));
        Assert.True((await rig.BeatAsync(session, sequence: 2, atMicros: 20)).SessionClosed);
        await LedgerFacts.HoldAsync(rig);
    }
}
