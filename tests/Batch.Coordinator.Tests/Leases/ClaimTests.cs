using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Jobs;
using Batch.Core.Leases;

namespace Batch.Coordinator.Tests.Leases;

public class ClaimTests
{
    [Fact]
    public async Task Claim_WhenRepeated_GetsTheSameAttemptAndTokenAgain()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunks = await rig.AddJobAsync(items: 3);
        var session = await rig.RegisterAsync();
        var claimId = Guid.NewGuid();

        var first = Assert.IsType<GrantOutcome.Leased>(await rig.ClaimAsync(session, chunks[0], claimId)).Attempt;
        var again = Assert.IsType<GrantOutcome.Leased>(await rig.ClaimAsync(session, chunks[1], claimId)).Attempt;

        Assert.Equal((first.Id, first.ChunkId, first.Epoch), (again.Id, again.ChunkId, again.Epoch));
        Assert.Equal(rig.TokenOf(first), rig.TokenOf(again));
        Assert.True(LeaseToken.Matches(rig.TokenOf(again), again.TokenHash));
        Assert.Equal(1, await rig.ReadAsync(db => db.Attempts.Count()));
    }

    [Fact]
    public async Task Claim_WhenItsAttemptHasEnded_GetsNothing()
    {
        await using var rig = await LeaseRig.StartAsync();
        await rig.AddJobAsync(items: 2);
        var session = await rig.RegisterAsync();
        var claimId = Guid.NewGuid();
        var attempt = Assert.IsType<GrantOutcome.Leased>(await rig.ClaimAsync(session, claimId: claimId)).Attempt;
        await rig.FinishAsync(rig.Finished(attempt, micros: 5));

        Assert.IsType<GrantOutcome.NotReady>(await rig.ClaimAsync(session, claimId: claimId));
    }

    [Fact]
    public async Task Claims_WhenTwoNameOneChunk_OnlyOneGetsIt()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(items: 1));
        var (one, two) = (await rig.RegisterAsync("worker-1"), await rig.RegisterAsync("worker-2"));

        var outcomes = await Task.WhenAll(rig.ClaimAsync(one, chunk), rig.ClaimAsync(two, chunk));

        Assert.Single(outcomes.OfType<GrantOutcome.Leased>());
        Assert.Single(outcomes.OfType<GrantOutcome.NotReady>());
        Assert.Equal((ChunkState.Leased, 1L, 1), await rig.ReadAsync(db => db.Chunks.Select(c => new { c.State, c.Epoch, c.Attempts }).AsEnumerable().Select(c => (c.State, c.Epoch, c.Attempts)).Single()));
    }

    [Fact]
    public async Task Claim_WhenItsHintIsStale_GetsTheBestOtherChunk()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunks = await rig.AddJobAsync(items: 2);
        var session = await rig.RegisterAsync();
        await rig.LeaseAsync(session, chunks[1]);

        Assert.Equal(chunks[0], (await rig.LeaseAsync(session, chunks[1])).ChunkId);
    }

    [Theory]
    [InlineData(JobState.Cancelling)]
    [InlineData(JobState.Paused)]
    public async Task Claim_WhenTheJobWasStopped_GetsNothing(JobState stopped)
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(items: 1));
        var session = await rig.RegisterAsync();
        await rig.ChangeJobAsync(chunk, job => _ = stopped is JobState.Paused ? job.Pause() : job.Cancel());

        Assert.IsType<GrantOutcome.NotReady>(await rig.ClaimAsync(session, chunk));
        Assert.Equal(ChunkState.Ready, (await rig.ChunkAsync(chunk)).State);
        Assert.Equal(0, await rig.ReadAsync(db => db.Attempts.Count()));
    }

    [Fact]
    public async Task Claim_WhenItsSessionHasEnded_IsToldSo()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(items: 1));
        var session = await rig.RegisterAsync();
        await rig.BeatAsync(session, sequence: 1, atMicros: 10, closing: true);

        Assert.IsType<GrantOutcome.SessionClosed>(await rig.ClaimAsync(session, chunk));
    }

    [Fact]
    public async Task Claim_WhenOnlyItsOwnSessionFailedTheChunk_IsLeftToAnotherForAMinute()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(items: 1));
        var (one, two) = (await rig.RegisterAsync("worker-1"), await rig.RegisterAsync("worker-2"));
        var failed = await rig.LeaseAsync(one);
        await rig.FinishAsync(rig.Finished(failed, micros: 5, Batch.Contracts.Attempts.AttemptOutcome.Failed));

        Assert.IsType<GrantOutcome.NotReady>(await rig.ClaimAsync(one, chunk));
        var attempt = await rig.LeaseAsync(two);
        Assert.Equal((2, chunk), (attempt.Number, attempt.ChunkId));
        Assert.Equal(AttemptState.Failed, (await rig.AttemptAsync(failed.Id)).State);
    }
}
