using Batch.Coordinator.Jobs;
using Batch.Coordinator.Ledger;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Items;
using Batch.Core.Jobs;

namespace Batch.Coordinator.Attempts;

/// <summary>
/// What follows from a settlement, in the same transaction: the posting, the counters, the item's next step.
/// </summary>
internal sealed class AttemptEnd(PostingBook book, HandOverToStage handOver, Signals signals)
{
    public void Apply(WriteScope scope, SettledAttempt ended, SettlementOutcome outcome, CommittedResult? result)
    {
        if (outcome is SettlementOutcome.AlreadySettled)
        {
            return;
        }

        book.PostAttempt(scope, ended.Chunk, ended.Attempt);
        scope.Count(ended.Job.Id, new JobDelta { AttemptsOpen = -1 });
        switch (outcome)
        {
            case SettlementOutcome.Committed:
                ended.Job.GoOn(WaitCause.Machinery);
                Commit(scope, ended, result!);
                break;
            case SettlementOutcome.ChunkFailed failed:
                ended.Job.GoOn(WaitCause.Machinery);
                FailChunk(scope, ended, failed.Failure);
                break;
            case SettlementOutcome.BackedOff backedOff:
                HoldUntilDue(scope, ended);
                WaitVisibly(scope, ended, backedOff.Failure);
                break;
        }

        scope.AfterCommit(() =>
        {
            signals.Dispatch.Raise();
            signals.Finish.Raise();
            signals.Jobs.Raise(ended.Job.Id);
        });
    }

    private void Commit(WriteScope scope, SettledAttempt ended, CommittedResult result)
    {
        foreach (var committed in result.Objects)
        {
            scope.Db.Objects.Add(committed);
        }

        var scratch = result.Objects.Where(o => o.Scratch).Sum(o => o.Bytes);
        ended.Item.AddScratch(scratch);
        scope.Count(ended.Job.Id, new JobDelta
        {
            ScratchBytes = scratch,
            ChunksOpen = -1,
            ChunksCommitted = 1,
            WorkDone = ended.Chunk.Spec.IsPlanned ? ended.Chunk.Spec.Work : 0,
        });
        EndChunk(scope, ended, null, result);
    }

    private void FailChunk(WriteScope scope, SettledAttempt ended, ItemFailure failure)
    {
        scope.Count(ended.Job.Id, new JobDelta
        {
            ChunksOpen = -1,
            ChunksFailed = 1,
            WorkFailed = ended.Chunk.Spec.IsPlanned ? ended.Chunk.Spec.Work : 0,
        });
        EndChunk(scope, ended, failure, null);
    }

    private void EndChunk(WriteScope scope, SettledAttempt ended, ItemFailure? failure, CommittedResult? result)
    {
        if (ended.Chunk.Spec.RunsAhead)
        {
            scope.Count(ended.Job.Id, new JobDelta { ChunksAhead = -1 });
            scope.AfterCommit(signals.Ahead.Raise);
        }

        if (ended.Item.EndChunk(failure) is HandOver.StageDone)
        {
            handOver.Continue(scope, ended, result);
        }
    }

    /// <summary>One that backs off takes no place among those that run ahead: the other items of its job go on.</summary>
    private static void HoldUntilDue(WriteScope scope, SettledAttempt ended)
    {
        if (ended.Chunk.Spec.RunsAhead)
        {
            ended.Chunk.Hold();
            scope.Count(ended.Job.Id, new JobDelta { ChunksAhead = -1 });
        }
    }

    private static void WaitVisibly(WriteScope scope, SettledAttempt ended, ItemFailure failure)
    {
        var failingFor = scope.Now - (ended.Chunk.MachineryFailingSince ?? scope.Now);
        if (FailureCodes.NeedsAPerson(failure.Code) || failingFor >= RetryRules.MachineryPatience)
        {
            ended.Job.Wait(WaitCause.Machinery, $"{failure.Message} {failure.Remedy}", scope.Now);
        }
    }
}
