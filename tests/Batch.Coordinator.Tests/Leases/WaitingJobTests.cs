using Batch.Contracts.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Jobs;

namespace Batch.Coordinator.Tests.Leases;

public class WaitingJobTests
{
    [Theory]
    [InlineData("disk_full")]
    [InlineData("model_unavailable")]
    [InlineData("engine_missing")]
    [InlineData("engine_start_failed")]
    [InlineData("engine_unreachable")]
    public async Task Job_WhenOnlyAPersonCanHeal_WaitsVisiblyAndCountsNoTry(string code)
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(items: 1));

        await FailAsync(rig, chunk, FailureReason.Machinery, code);

        var job = await JobAsync(rig);
        Assert.Equal((JobState.Waiting, "It failed. Look at it.", rig.Time.GetUtcNow()), (job.State, job.WaitingReason, job.WaitingSince!.Value));
        Assert.Equal((ChunkState.Ready, 0), ((await rig.ChunkAsync(chunk)).State, (await rig.ChunkAsync(chunk)).Tries));
    }

    [Fact]
    public async Task Job_WhenMachineryFailsForAnHour_WaitsVisiblyAndNotBefore()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(items: 1));
        await FailAsync(rig, chunk, FailureReason.Machinery, "store_away");
        rig.Time.Advance(TimeSpan.FromMinutes(59));
        await FailAsync(rig, chunk, FailureReason.Machinery, "store_away");
        Assert.Equal(JobState.Running, (await JobAsync(rig)).State);

        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await FailAsync(rig, chunk, FailureReason.Machinery, "store_away");
        Assert.Equal(JobState.Waiting, (await JobAsync(rig)).State);
    }

    [Fact]
    public async Task Job_WhenNoWorkerServesItsPool_WaitsVisiblyUntilOneDoes()
    {
        await using var rig = await LeaseRig.StartAsync();
        await rig.AddJobAsync(items: 1);

        await rig.LookForUnservedAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(59));
        await rig.LookForUnservedAsync();
        Assert.Equal(JobState.Running, (await JobAsync(rig)).State);

        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await rig.LookForUnservedAsync();
        var waiting = await JobAsync(rig);
        Assert.Equal((JobState.Waiting, "No worker serves pool local: start a worker for it."), (waiting.State, waiting.WaitingReason));

        await rig.RegisterAsync();
        await rig.LookForUnservedAsync();
        Assert.Equal(JobState.Running, (await JobAsync(rig)).State);
    }

    [Fact]
    public async Task Job_WhenAWorkerServesItsPool_DoesNotWaitForOne()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(items: 1));
        await FailAsync(rig, chunk, FailureReason.Machinery, "disk_full");

        await rig.LookForUnservedAsync();
        rig.Time.Advance(TimeSpan.FromMinutes(5));
        await rig.LookForUnservedAsync();

        Assert.Equal("It failed. Look at it.", (await JobAsync(rig)).WaitingReason);
    }

    [Fact]
    public async Task Job_WhenAChunkCommits_GoesOn()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(items: 1));
        await FailAsync(rig, chunk, FailureReason.Machinery, "disk_full");
        rig.Time.Advance(TimeSpan.FromSeconds(10));

        await rig.FinishAsync(rig.Finished(await rig.LeaseAsync(await rig.RegisterAsync(), chunk), micros: 5));

        Assert.Equal(JobState.Running, (await JobAsync(rig)).State);
    }

    [Fact]
    public async Task Job_WhenItsLastChunkFailsForGood_DoesNotWaitForEver()
    {
        await using var rig = await LeaseRig.StartAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(items: 1));
        await FailAsync(rig, chunk, FailureReason.Machinery, "disk_full");
        rig.Time.Advance(TimeSpan.FromSeconds(10));

        await FailAsync(rig, chunk, FailureReason.BadInput, "no_text");

        Assert.Equal(JobState.Running, (await JobAsync(rig)).State);
        Assert.Equal((ChunkState.Failed, 1L), ((await rig.ChunkAsync(chunk)).State, await rig.ReadAsync(db => db.JobCounters.Single().ItemsFailed)));
        await LedgerFacts.HoldAsync(rig);
    }

    private static async Task FailAsync(LeaseRig rig, ChunkId chunk, FailureReason reason, string code)
    {
        var attempt = await rig.LeaseAsync(await rig.RegisterAsync(), chunk);
        await rig.FinishAsync(rig.Finished(attempt, micros: 5, AttemptOutcome.Failed) with
        {
            Failure = new AttemptFailure(reason, code, "It failed.", "Look at it."),
        });
    }

    private static Task<Job> JobAsync(LeaseRig rig) => rig.ReadAsync(db => db.Jobs.Single());
}
