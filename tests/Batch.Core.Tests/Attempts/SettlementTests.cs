using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Jobs;
using Batch.Core.Leases;

namespace Batch.Core.Tests.Attempts;

public sealed class SettlementTests
{
    private readonly Job _job = Given.Job();
    private readonly WorkerSession _session = Given.Session();
    private readonly Chunk _chunk;

    public SettlementTests() => _chunk = Given.Chunk(_job);

    [Fact]
    public void Finish_WhenSucceeded_CommitsUnderItsEpoch()
    {
        var attempt = Given.Lease(_chunk, _job, _session);

        Assert.IsType<SettlementOutcome.Committed>(Finish(attempt, Given.Succeeded(attempt, run: 9)));
        Assert.Equal((ChunkState.Committed, AttemptState.Committed), (_chunk.State, attempt.State));
        Assert.Equal((attempt.Id, attempt.Epoch, 9L), (_chunk.Attempt!.Value, _chunk.Epoch, attempt.Meter.Total.Micros));
    }

    [Fact]
    public void Finish_WhenRepeated_ChangesNothing()
    {
        var attempt = Given.Lease(_chunk, _job, _session);
        Finish(attempt, Given.Succeeded(attempt, run: 9));

        Assert.IsType<SettlementOutcome.AlreadySettled>(Finish(attempt, Given.Failed(attempt, FailureReason.BadInput, run: 99)));
        Assert.Equal((ChunkState.Committed, AttemptState.Committed, 9L), (_chunk.State, attempt.State, attempt.Meter.Total.Micros));
    }

    [Fact]
    public void Finish_WhenReclaimedBefore_IsSettledWithoutACommit()
    {
        var late = Given.Lease(_chunk, _job, _session);
        Settlement.Reclaim(_chunk, late, _session, noticed: false, Given.Now);
        var next = Given.Lease(_chunk, _job, Given.Session("worker-2"));

        Assert.IsType<SettlementOutcome.AlreadySettled>(Finish(late, Given.Succeeded(late)));
        Assert.Equal((ChunkState.Leased, next.Id), (_chunk.State, _chunk.Attempt!.Value));
    }

    [Fact]
    public void Finish_WhenTheReportNamesAnotherEpoch_IsRefusedAndTheChunkIsFree()
    {
        var attempt = Given.Lease(_chunk, _job, _session);
        var report = Given.Succeeded(attempt) with { Epoch = attempt.Epoch - 1 };

        Assert.IsType<SettlementOutcome.Refused>(Finish(attempt, report));
        Assert.Equal((ChunkState.Ready, AttemptState.Refused), (_chunk.State, attempt.State));
        Assert.True(_chunk.Epoch > attempt.Epoch);
    }

    [Theory]
    [InlineData(JobState.Paused)]
    [InlineData(JobState.Cancelling)]
    public void Finish_WhenTheJobIsPausedOrCancelling_IsKeptAndPaid(JobState state)
    {
        var attempt = Given.Lease(_chunk, _job, _session);
        _ = state is JobState.Paused ? _job.Pause() : _job.Cancel();

        Assert.Equal(state, _job.State);
        Assert.IsType<SettlementOutcome.Committed>(Finish(attempt, Given.Succeeded(attempt)));
    }

    [Fact]
    public void Finish_WhenTheJobHasEnded_IsRefusedAndNothingStaysLeased()
    {
        var attempt = Given.Lease(_chunk, _job, _session);
        _job.End(JobState.Failed, Given.Now);

        Assert.IsType<SettlementOutcome.Refused>(Finish(attempt, Given.Succeeded(attempt)));
        Assert.Equal((ChunkState.Ready, AttemptState.Released), (_chunk.State, attempt.State));
    }

    [Fact]
    public void Finish_WhenReleased_CostsNoTry()
    {
        var attempt = Given.Lease(_chunk, _job, _session);

        Assert.IsType<SettlementOutcome.Returned>(Finish(attempt, Given.Released(attempt)));
        Assert.Equal((AttemptState.Released, 0, 0), (attempt.State, _chunk.Tries, _chunk.Losses));
        Assert.True(_chunk.IsDue(Given.Now));
    }

    [Fact]
    public void Finish_WhenTheInputIsBad_FailsTheChunkAtOnce()
    {
        var attempt = Given.Lease(_chunk, _job, _session);

        Assert.Equal(new SettlementOutcome.ChunkFailed(Given.Failure), Finish(attempt, Given.Failed(attempt, FailureReason.BadInput)));
        Assert.Equal((ChunkState.Failed, AttemptState.Failed, "broken"), (_chunk.State, attempt.State, attempt.FailureCode));
    }

    [Theory]
    [InlineData(FailureReason.EngineCrash)]
    [InlineData(FailureReason.Timeout)]
    public void Finish_WhenItFailsByItself_IsTriedThreeTimes(FailureReason reason)
    {
        for (var i = 1; i < RetryRules.MaxTries; i++)
        {
            var attempt = Given.Lease(_chunk, _job, _session);
            Assert.IsType<SettlementOutcome.Returned>(Finish(attempt, Given.Failed(attempt, reason)));
            Assert.True(_chunk.Avoids(_session.Id, Given.Now));
        }

        var last = Given.Lease(_chunk, _job, _session);
        Assert.IsType<SettlementOutcome.ChunkFailed>(Finish(last, Given.Failed(last, reason)));
        Assert.Equal((ChunkState.Failed, 3), (_chunk.State, _chunk.Tries));
    }

    [Fact]
    public void Finish_WhenMachineryFails_BacksOffAndNeverCounts()
    {
        var now = Given.Now;
        for (var i = 0; i < 50; i++)
        {
            var attempt = Given.Lease(_chunk, _job, _session, now);
            var outcome = Settlement.Finish(_job, _chunk, attempt, _session, Given.Failed(attempt, FailureReason.Machinery), now);
            Assert.IsType<SettlementOutcome.BackedOff>(outcome);
            Assert.False(_chunk.IsDue(now));
            now = _chunk.NotBefore;
        }

        Assert.Equal((0, 0, Given.Now), (_chunk.Tries, _chunk.Losses, _chunk.MachineryFailingSince));
    }

    [Fact]
    public void Machinery_WhenATryRanToItsEngine_HasHealed()
    {
        var first = Given.Lease(_chunk, _job, _session);
        Finish(first, Given.Failed(first, FailureReason.Machinery));
        var second = Given.Lease(_chunk, _job, _session, _chunk.NotBefore);
        Finish(second, Given.Failed(second, FailureReason.EngineCrash));

        Assert.Equal((0, null), (_chunk.MachineryFailures, _chunk.MachineryFailingSince));
    }

    [Fact]
    public void Reclaim_WhenNoticed_CostsNothing()
    {
        var attempt = Given.Lease(_chunk, _job, _session);

        Assert.IsType<SettlementOutcome.Returned>(Settlement.Reclaim(_chunk, attempt, _session, noticed: true, Given.Now));
        Assert.Equal((AttemptState.Released, 0, 0), (attempt.State, _chunk.Losses, _chunk.Tries));
        Assert.True(_chunk.Epoch > attempt.Epoch);
    }

    [Fact]
    public void Reclaim_WhenThreeWorkersWereLost_FailsTheChunk()
    {
        Lose("worker-1");
        Lose("worker-1");

        var failed = Assert.IsType<SettlementOutcome.ChunkFailed>(Lose("worker-2"));
        Assert.Equal(("loses_workers", ChunkState.Failed), (failed.Failure.Code, _chunk.State));
    }

    [Fact]
    public void Reclaim_WhenOneWorkerIsLostAgainAndAgain_FailsTheChunkAtTheFifth()
    {
        for (var i = 0; i < 4; i++)
        {
            Assert.IsType<SettlementOutcome.Returned>(Lose("worker-1"));
        }

        Assert.IsType<SettlementOutcome.ChunkFailed>(Lose("worker-1"));
        Assert.Equal("worker-1", _chunk.LostWorkers);
    }

    [Fact]
    public void Finish_WhenKilledFromOutside_CountsAsALossAndNotAsATry()
    {
        var attempt = Given.Lease(_chunk, _job, _session);

        Assert.IsType<SettlementOutcome.Returned>(Finish(attempt, Given.Failed(attempt, FailureReason.Killed)));
        Assert.Equal((1, 0), (_chunk.Losses, _chunk.Tries));
    }

    private SettlementOutcome Finish(Attempt attempt, AttemptReport report) =>
        Settlement.Finish(_job, _chunk, attempt, _session, report, Given.Now);

    private SettlementOutcome Lose(string instance)
    {
        var session = Given.Session(instance);
        return Settlement.Reclaim(_chunk, Given.Lease(_chunk, _job, session), session, noticed: false, Given.Now);
    }
}
