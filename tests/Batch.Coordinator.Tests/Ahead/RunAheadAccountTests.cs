using Batch.Contracts.Attempts;
using Batch.Contracts.Objects;
using Batch.Coordinator.Tests.Leases;
using Batch.Core.Chunks;
using Batch.Core.Ids;

namespace Batch.Coordinator.Tests.Ahead;

/// <summary>What the bound decides on, counted by the commits themselves.</summary>
public class RunAheadAccountTests
{
    private const long Bytes = 7;

    [Fact]
    public async Task Commit_WhenItsStageFillsScratch_CountsItUntilTheItemsLastStageIsDone()
    {
        await using var rig = await LeaseRig.StartAsync();
        var session = await rig.RegisterAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(1, "scratch"));
        Assert.Equal((ChunkState.Held, 0, 0), await LookAsync(rig, chunk));

        await rig.LetGoAsync();
        Assert.Equal((ChunkState.Ready, 0, 1), await LookAsync(rig, chunk));

        var prepare = await rig.LeaseAsync(session);
        await rig.FinishAsync(rig.Finished(prepare, 1) with { Objects = [new WrittenObject(ScratchKind.Scratch, Bytes, "ab")] });
        Assert.Equal((ChunkState.Committed, Bytes, 0), await LookAsync(rig, chunk));

        await rig.FinishAsync(rig.Finished(await rig.LeaseAsync(session), 1));
        Assert.Equal((ChunkState.Committed, 0, 0), await LookAsync(rig, chunk));
    }

    [Fact]
    public async Task Failure_WhenMachineryIsToBlame_HoldsTheChunkAndGivesItsPlaceAway()
    {
        await using var rig = await LeaseRig.StartAsync();
        var session = await rig.RegisterAsync();
        var chunk = Assert.Single(await rig.AddJobAsync(1, "scratch"));
        await rig.LetGoAsync();

        var attempt = await rig.LeaseAsync(session);
        await rig.FinishAsync(rig.Finished(attempt, 1, AttemptOutcome.Failed) with
        {
            Failure = new AttemptFailure(FailureReason.Machinery, "store", "The store does not answer.", "Look at it."),
        });
        await rig.LetGoAsync();
        Assert.Equal((ChunkState.Held, 0, 0), await LookAsync(rig, chunk));

        rig.Time.Advance(TimeSpan.FromMinutes(5));
        await rig.LetGoAsync();
        Assert.Equal((ChunkState.Ready, 0, 1), await LookAsync(rig, chunk));
    }

    private static async Task<(ChunkState State, long Scratch, long Ahead)> LookAsync(LeaseRig rig, ChunkId id)
    {
        var chunk = await rig.ChunkAsync(id);
        var counters = await rig.ReadAsync(db => db.JobCounters.Single(c => c.JobId == chunk.Spec.JobId));
        return (chunk.State, counters.ScratchBytes, counters.ChunksAhead);
    }
}
