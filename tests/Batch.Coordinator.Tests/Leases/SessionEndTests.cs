using System.Threading.Channels;
using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Leases;

namespace Batch.Coordinator.Tests.Leases;

public class SessionEndTests
{
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task Session_WhenItsInstanceRegistersAgain_IsReplacedAtOnce()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(items: 1));
        var first = await rig.RegisterAsync("worker-1");
        var attempt = await rig.LeaseAsync(first);
        await rig.BeatAsync(first, sequence: 1, atMicros: 10, running: [(attempt, 4)]);

        var second = await rig.RegisterAsync("worker-1");

        Assert.Equal(SessionState.Closed, (await rig.SessionAsync(first)).State);
        Assert.Equal(SessionState.Live, (await rig.SessionAsync(second)).State);
        Assert.Equal(AttemptState.Lost, (await rig.AttemptAsync(attempt.Id)).State);
        Assert.Equal((ChunkState.Ready, 1), ((await rig.ChunkAsync(chunk)).State, (await rig.ChunkAsync(chunk)).Losses));
        await LedgerFacts.HoldAsync(rig);
    }

    [Fact]
    public async Task Session_WhenSilentForAFullTerm_IsLostAndNotBefore()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(items: 1));
        var session = await rig.RegisterAsync();
        var attempt = await rig.LeaseAsync(session);
        await rig.BeatAsync(session, sequence: 1, atMicros: 10, running: [(attempt, 4)]);

        await rig.SweepAsync(Term - TimeSpan.FromSeconds(5));
        Assert.True((await rig.SessionAsync(session)).IsLive);
        rig.Time.Advance(TimeSpan.FromSeconds(5));
        await rig.LookAsync();

        var lost = await rig.SessionAsync(session);
        Assert.Equal((SessionState.Lost, 45_000_000L, 45_000_010L), (lost.State, lost.Unattributed.Micros, lost.Uptime.Micros));
        Assert.Equal((AttemptState.Lost, ChunkState.Ready), ((await rig.AttemptAsync(attempt.Id)).State, (await rig.ChunkAsync(chunk)).State));
        await LedgerFacts.HoldAsync(rig);
    }

    [Fact]
    public async Task Session_WhenItRenewsInTheMiddle_LivesAnotherTerm()
    {
        await using var rig = await LeaseRig.StartAsync();
        var session = await rig.RegisterAsync();
        await rig.SweepAsync(TimeSpan.FromSeconds(40));
        await rig.BeatAsync(session, sequence: 1, atMicros: 40_000_000);

        await rig.SweepAsync(TimeSpan.FromSeconds(40));
        Assert.True((await rig.SessionAsync(session)).IsLive);
    }

    [Fact]
    public async Task Session_WhenTheClockIsSetOrTheSweeperWasAway_LosesNothing()
    {
        await using var rig = await LeaseRig.StartAsync();
        var session = await rig.RegisterAsync();
        await rig.SweepAsync(TimeSpan.FromSeconds(20));

        rig.Time.Step(TimeSpan.FromDays(400));
        await rig.LookAsync();
        rig.Time.Advance(TimeSpan.FromHours(8));
        await rig.LookAsync();

        Assert.True((await rig.SessionAsync(session)).IsLive);
    }

    [Fact]
    public async Task Session_WhenTheDatabaseTakesNoWrites_IsNotSilent()
    {
        await using var rig = await LeaseRig.StartAsync();
        var session = await rig.RegisterAsync();
        await rig.SweepAsync(TimeSpan.FromSeconds(20));

        // As on a full disk: what is there can be read, and nothing can be stored. A look that cannot write counts nothing.
        await rig.Store.DisposeAsync();
        for (var i = 0; i < 12; i++)
        {
            rig.Time.Advance(TimeSpan.FromSeconds(5));
            await Assert.ThrowsAsync<ChannelClosedException>(rig.LookAsync);
        }

        Assert.True((await rig.SessionAsync(session)).IsLive);
    }

    [Fact]
    public async Task Coordinator_WhenRestarted_ReturnsTheChunksAtOnceAndAtNoCost()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunks = await rig.AddJobAsync(items: 2);
        var session = await rig.RegisterAsync();
        var attempt = await rig.LeaseAsync(session, chunks[0]);
        await rig.BeatAsync(session, sequence: 1, atMicros: 10, running: [(attempt, 4)]);
        // Committed by the fast path after the last cut: its time is in no cut of the session.
        await rig.FinishAsync(rig.Finished(await rig.LeaseAsync(session, chunks[1]), micros: 60));

        await rig.RestartAsync();

        var (closed, ready) = (await rig.SessionAsync(session), await rig.ChunkAsync(chunks[0]));
        Assert.Equal((ChunkState.Ready, 0, 0), (ready.State, ready.Losses, ready.Tries));
        Assert.Equal((SessionState.Closed, 70L, 0L), (closed.State, closed.Uptime.Micros, closed.Unattributed.Micros));
        Assert.Equal(2, (await rig.LeaseAsync(await rig.RegisterAsync(), chunks[0])).Number);
        await LedgerFacts.HoldAsync(rig);
    }

    [Fact]
    public async Task Finish_WhenItComesAfterTheReclaim_IsSettledWithoutACommit()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(items: 1));
        var late = await rig.LeaseAsync(await rig.RegisterAsync("worker-1"));
        await rig.RegisterAsync("worker-1");
        var next = await rig.LeaseAsync(await rig.RegisterAsync("worker-2"), chunk);

        Assert.True(await rig.FinishAsync(rig.Finished(late, micros: 99)));
        var answer = await rig.BeatAsync(late.SessionId, sequence: 1, atMicros: 99, finished: [rig.Finished(late, micros: 99)]);

        Assert.Equal((true, late.Id.Value), (answer.SessionClosed, Assert.Single(answer.Settled)));
        Assert.Equal(next.Id, (await rig.ChunkAsync(chunk)).Attempt);
        Assert.Equal((AttemptState.Lost, 0L), ((await rig.AttemptAsync(late.Id)).State, (await rig.AttemptAsync(late.Id)).Meter.Total.Micros));

        await rig.FinishAsync(rig.Finished(next, micros: 5));
        Assert.Equal((ChunkState.Committed, next.Id), ((await rig.ChunkAsync(chunk)).State, (await rig.ChunkAsync(chunk)).Attempt));
        await LedgerFacts.HoldAsync(rig);
    }

    [Fact]
    public async Task Session_WhenAnHourPasses_PostsWhatItSpentOnlyOnce()
    {
        await using var rig = await LeaseRig.StartAsync();
        var session = await rig.RegisterAsync();
        await rig.BeatAsync(session, sequence: 1, atMicros: 100);
        Assert.Equal(0, await rig.ReadAsync(db => db.Postings.Count()));

        rig.Time.Advance(TimeSpan.FromMinutes(50));
        await rig.BeatAsync(session, sequence: 2, atMicros: 250);
        await rig.BeatAsync(session, sequence: 3, atMicros: 300);
        Assert.Equal([250L], await rig.ReadAsync(db => db.Postings.AsEnumerable().SelectMany(p => p.Lines).Select(l => l.Time.Micros).ToList()));

        await rig.BeatAsync(session, sequence: 4, atMicros: 400, closing: true);
        await LedgerFacts.HoldAsync(rig);
    }
}
