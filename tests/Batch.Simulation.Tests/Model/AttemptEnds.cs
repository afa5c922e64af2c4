using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Core.Ledger;
using Batch.Simulation.Tests.Checking;
using Batch.Simulation.Tests.Coordinators;

namespace Batch.Simulation.Tests.Model;

/// <summary>What follows from the end of an attempt, as the coordinator's AttemptEnd and HandOverToStage have it.</summary>
internal sealed class AttemptEnds(Decisions decisions)
{
    private static readonly TimeSpan Patience = RetryRules.MachineryPatience;

    public SettlementOutcome Finish(Transaction tx, AttemptId id, AttemptReport report)
    {
        var (attempt, chunk, job, session) = Load(tx, id);
        var outcome = decisions.Finish(job, chunk, attempt, session, report, tx.Now);
        Apply(tx, attempt, chunk, job, outcome);
        return outcome;
    }

    public void Reclaim(Transaction tx, AttemptId id, WorkerSession session, bool noticed)
    {
        var (attempt, chunk, job, _) = Load(tx, id);
        Apply(tx, attempt, chunk, job, decisions.Reclaim(chunk, attempt, session, noticed, tx.Now));
    }

    /// <summary>A pending item enters its first stage.</summary>
    public static void Open(Transaction tx, Job job, Item item)
    {
        item.Open("sha", stage: 0, chunks: 1);
        AddChunk(tx, job, item, 0, 0, item.Source.Bytes, isPlanned: false);
    }

    private static (Attempt Attempt, Chunk Chunk, Job Job, WorkerSession Session) Load(Transaction tx, AttemptId id)
    {
        var attempt = tx.ForUpdate(tx.Store.Attempts, id)!;
        return (
            attempt,
            tx.ForUpdate(tx.Store.Chunks, attempt.ChunkId)!,
            tx.ForShare(tx.Store.Jobs, attempt.JobId)!,
            tx.Store.Sessions.Find(attempt.SessionId)!.Value);
    }

    private void Apply(Transaction tx, Attempt attempt, Chunk chunk, Job job, SettlementOutcome outcome)
    {
        if (outcome is SettlementOutcome.AlreadySettled)
        {
            return;
        }

        Post(tx, attempt, chunk);
        switch (outcome)
        {
            case SettlementOutcome.Committed:
                job.GoOn(WaitCause.Machinery);
                tx.Add(new ResultRow(chunk.Spec.ItemId, chunk.Spec.Round, chunk.Spec.Stage, chunk.Spec.Sequence, attempt.Epoch));
                EndChunk(tx, job, chunk, null);
                break;
            case SettlementOutcome.ChunkFailed failed:
                job.GoOn(WaitCause.Machinery);
                EndChunk(tx, job, chunk, failed.Failure);
                break;
            case SettlementOutcome.BackedOff backedOff when tx.Now - chunk.MachineryFailingSince >= Patience:
                job.Wait(WaitCause.Machinery, backedOff.Failure.Message, tx.Now);
                break;
        }
    }

    private void Post(Transaction tx, Attempt attempt, Chunk chunk)
    {
        var posting = new Posting(
            SortableId.New<PostingId>(tx.Now),
            PostingKind.Attempt,
            new PostingAccount { SessionId = attempt.SessionId, Pool = chunk.Spec.Pool, JobId = attempt.JobId, ItemId = attempt.ItemId, AttemptId = attempt.Id, Stage = chunk.Spec.Stage },
            tx.Now);
        foreach (var line in decisions.Bill(attempt))
        {
            posting.Lines.Add(line);
        }

        tx.Add(posting);
    }

    private void EndChunk(Transaction tx, Job job, Chunk chunk, ItemFailure? failure)
    {
        var item = tx.ForUpdate(tx.Store.Items, chunk.Spec.ItemId)!;
        if (decisions.EndChunk(item, failure) is HandOver.StageDone)
        {
            Continue(tx, job, item, chunk, failure is null);
        }
    }

    private static void Continue(Transaction tx, Job job, Item item, Chunk ended, bool committed)
    {
        if (!committed && !tx.All(tx.Store.Chunks).Any(c =>
            c.Spec.ItemId == item.Id && c.Spec.Round == item.Round && c.Spec.Stage == ended.Spec.Stage && c.State is ChunkState.Committed))
        {
            item.Fail(item.Failure!);
            return;
        }

        var next = item.Stage + 1;
        if (next == Shape.Stages.Length)
        {
            item.BeginPublishing("{}");
            return;
        }

        var chunks = next == 1 ? tx.Store.Shapes[job.Id].Chunks : 1;
        item.EnterStage(next, chunks);
        var at = 0L;
        for (var i = 0; i < chunks; i++)
        {
            // Of different lengths, so that they are ordered by it.
            var length = next == 1 ? 10 + i : item.Work;
            AddChunk(tx, job, item, i, at, at + length, isPlanned: next == 1);
            at += length;
        }

        if (next == 1)
        {
            item.PlanWork(at);
        }
    }

    private static void AddChunk(Transaction tx, Job job, Item item, int sequence, long start, long end, bool isPlanned)
    {
        var chunk = new Chunk(
            SortableId.New<ChunkId>(tx.Now),
            new ChunkSpec
            {
                JobId = job.Id,
                ItemId = item.Id,
                Project = job.Submission.Project,
                Pool = Shape.Pool,
                Stage = Shape.Stages[item.Stage],
                Round = item.Round,
                Sequence = sequence,
                Priority = 0,
                RangeStart = start,
                RangeEnd = end,
                Weight = end - start,
                Inputs = "",
                PayloadJson = isPlanned ? "{}" : null,
            },
            tx.Now);
        tx.Add(tx.Store.Chunks, chunk.Id, chunk);
    }
}
