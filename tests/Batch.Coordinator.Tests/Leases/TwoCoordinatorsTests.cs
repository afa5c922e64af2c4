using System.Collections.Concurrent;
using Batch.Coordinator.Tests.Fixture;
using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Tests.Leases;

/// <summary>Two coordinators on one PostgreSQL database, at the same time on the same rows.</summary>
[OnPostgres]
public sealed class TwoCoordinatorsTests
{
    private const int Chunks = 200;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Claims_WhenEightAskBothForTheSameChunks_GrantEachOnce(bool hinted)
    {
        await using var one = await LeaseRig.StartAsync();
        await using var two = await one.StartBesideAsync();
        var chunks = await one.AddJobAsync(items: Chunks);
        var granted = new ConcurrentBag<ChunkId>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => ClaimAllAsync(i % 2 == 0 ? one : two, i, hinted ? [.. chunks.Take(60)] : [], granted)));

        Assert.Equal(chunks.Select(c => c.Value).Order(StringComparer.Ordinal), granted.Select(c => c.Value).Order(StringComparer.Ordinal));
        Assert.Equal(Chunks, await one.ReadAsync(db => db.Chunks.Count(c => c.State == ChunkState.Leased && c.Epoch == 1 && c.Attempts == 1)));
        Assert.Equal((Chunks, Chunks), await one.ReadAsync(db => db.JobCounters.AsEnumerable().Select(c => (c.Attempts, c.AttemptsOpen)).Single()));
        Assert.Equal(0, await DeadlocksAsync(one));
    }

    [Fact]
    public async Task Claims_WhenOneIsSentToBoth_GetTheSameAttempt()
    {
        await using var one = await LeaseRig.StartAsync();
        await using var two = await one.StartBesideAsync();
        await one.AddJobAsync(items: 40);
        var session = await one.RegisterAsync();

        for (var i = 0; i < 20; i++)
        {
            var claimId = Guid.NewGuid();
            var outcomes = await Task.WhenAll(one.ClaimAsync(session, claimId: claimId), two.ClaimAsync(session, claimId: claimId));
            Assert.Single(outcomes.Select(o => Assert.IsType<GrantOutcome.Leased>(o).Attempt.Id).Distinct());
        }

        Assert.Equal(20, await one.ReadAsync(db => db.Attempts.Count()));
    }

    [Fact]
    public async Task Commits_WhenTheyEndTheChunksOfItemsTogether_HandEachItemOverOnce()
    {
        const int Items = 8;
        await using var one = await LeaseRig.StartAsync();
        await using var two = await one.StartBesideAsync();
        await one.AddSplitJobAsync(Items, chunks: 25);
        var session = await one.RegisterAsync();
        var attempts = new List<Attempt>();
        for (var i = 0; i < Items * 25; i++)
        {
            attempts.Add(await one.LeaseAsync(session));
        }

        // Each end goes to both, as its message and as a heartbeat that repeats it would.
        await Task.WhenAll(attempts.OrderBy(a => a.TokenHash, StringComparer.Ordinal).Select(a => EndAsync(one, two, one.Finished(a, micros: 7))));

        var merges = await one.ReadAsync(db => db.Chunks.Where(c => c.Spec.Stage == TwoStageKind.LastStage).ToList());
        Assert.Equal(Items, merges.Select(c => c.Spec.ItemId).Distinct().Count());
        Assert.Equal(Items, merges.Count);
        Assert.All(await one.ReadAsync(db => db.Items.ToList()), item => Assert.Equal((ItemState.Open, 1, 1), (item.State, item.Stage, item.OpenChunks)));
        Assert.Equal(
            ((long)Items, (long)attempts.Count, 0L, (long)attempts.Count),
            await one.ReadAsync(db => db.JobCounters.AsEnumerable().Select(c => (c.ChunksOpen, c.ChunksCommitted, c.AttemptsOpen, c.WorkDone)).Single()));
        Assert.Equal(7L * attempts.Count, await one.ReadAsync(db => db.Rollups.AsEnumerable().Sum(r => r.Time.Micros)));
        Assert.Equal(0, await DeadlocksAsync(one));
    }

    [Fact]
    public async Task Session_WhenOneLosesItWhileTheOtherCommits_EndsEveryAttemptOnce()
    {
        await using var one = await LeaseRig.StartAsync();
        await using var two = await one.StartBesideAsync();
        await one.AddJobAsync(items: 60);
        var session = await one.RegisterAsync();
        var attempts = new List<Attempt>();
        for (var i = 0; i < 60; i++)
        {
            attempts.Add(await one.LeaseAsync(session));
        }

        await one.BeatAsync(session, sequence: 1, atMicros: 1_000_000, running: [.. attempts.Select(a => (a, 0L))]);
        var commits = attempts.Select(a => two.FinishAsync(one.Finished(a, micros: 0)));
        await Task.WhenAll([.. commits, one.RegisterAsync()]);

        var states = await one.ReadAsync(db => db.Attempts.Select(a => a.State).ToList());
        Assert.All(states, state => Assert.True(state is AttemptState.Committed or AttemptState.Lost, $"{state}"));
        Assert.Equal(states.Count(s => s is AttemptState.Committed), await one.ReadAsync(db => db.Chunks.Count(c => c.State == ChunkState.Committed)));
        await LedgerFacts.HoldAsync(one);
    }

    [Fact]
    public async Task Cancel_WhenTheOtherCommitsMeanwhile_LeavesNothingOpen()
    {
        await using var one = await LeaseRig.StartAsync();
        await using var two = await one.StartBesideAsync();
        await one.AddSplitJobAsync(items: 30, chunks: 2);
        var session = await one.RegisterAsync();
        var attempts = new List<Attempt>();
        for (var i = 0; i < 60; i++)
        {
            attempts.Add(await one.LeaseAsync(session));
        }

        await one.ChangeJobAsync(attempts[0].ChunkId, job => job.Cancel());
        var commits = Task.WhenAll(attempts.Select(a => two.FinishAsync(one.Finished(a, micros: 1))));
        while (!commits.IsCompleted)
        {
            await one.CancelWaitingAsync();
        }

        await commits;
        await one.CancelWaitingAsync();

        Assert.All(await one.ReadAsync(db => db.Items.ToList()), item => Assert.Equal(ItemState.Cancelled, item.State));
        Assert.Equal(
            (0L, 0L, 60L, 0L, 30L),
            await one.ReadAsync(db => db.JobCounters.AsEnumerable().Select(c => (c.ChunksOpen, c.AttemptsOpen, c.ChunksCommitted, c.ItemsOpen, c.ItemsCancelled)).Single()));
    }

    [Fact]
    public async Task Start_WhenAnotherCoordinatorIsThere_ClosesOnlyWhatLivedInItsOwnProcess()
    {
        await using var one = await LeaseRig.StartAsync();
        await using var two = await one.StartBesideAsync();
        var (ours, theirs) = (await one.RegisterAsync("worker-1"), await two.RegisterAsync("elsewhere"));

        await two.RestartAsync();
        Assert.True((await one.SessionAsync(ours)).IsLive);
        await one.RestartAsync();

        Assert.Equal(SessionState.Closed, (await one.SessionAsync(ours)).State);
        Assert.True((await one.SessionAsync(theirs)).IsLive);
    }

    private static async Task ClaimAllAsync(LeaseRig rig, int claimer, IReadOnlyList<ChunkId> hints, ConcurrentBag<ChunkId> granted)
    {
        var session = await rig.RegisterAsync($"claimer-{claimer}");
        // Every other claimer goes through the hints from their end.
        foreach (var hint in claimer % 4 < 2 ? hints : hints.Reverse())
        {
            await ClaimAsync(hint);
        }

        // A chunk that the other one just holds is left out, so that only the chunks say when it is over.
        while (await rig.ReadAsync(db => db.Chunks.Any(c => c.State == ChunkState.Ready)))
        {
            await ClaimAsync(null);
        }

        async Task ClaimAsync(ChunkId? chunk)
        {
            if (await rig.ClaimAsync(session, chunk) is GrantOutcome.Leased leased)
            {
                granted.Add(leased.Attempt.ChunkId);
            }
        }
    }

    private static async Task EndAsync(LeaseRig one, LeaseRig two, Contracts.Attempts.AttemptFinished finished)
    {
        var answers = await Task.WhenAll(one.FinishAsync(finished), two.FinishAsync(finished));
        Assert.Equal([true, true], answers);
    }

    private static Task<long> DeadlocksAsync(LeaseRig rig) =>
        rig.ReadAsync(db => db.Database.SqlQuery<long>($"SELECT deadlocks AS \"Value\" FROM pg_stat_database WHERE datname = current_database()").Single());
}
