using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Core.Ledger;
using Batch.Core.Metering;

namespace Batch.Core.Tests.Fleet;

/// <summary>
/// Two jobs of two items, and a coordinator that does with the outcomes of the decisions what the real one does, in memory.
/// </summary>
internal sealed class FleetCoordinator
{
    private static readonly int[] ChunksOfStage = [1, 2, 1];
    private static readonly TimeSpan LeaseTerm = TimeSpan.FromMicroseconds(45);

    private readonly Decisions _decisions;

    public FleetCoordinator(Decisions decisions)
    {
        _decisions = decisions;
        for (var j = 0; j < 2; j++)
        {
            var job = Given.Job();
            job.CompleteEnumeration();
            Jobs.Add(job);
            for (var i = 0; i < 2; i++)
            {
                var item = Given.Item(job);
                Items.Add(item);
                item.Open("sha", stage: 0, ChunksOfStage[0]);
                AddChunks(item);
            }
        }
    }

    public List<Job> Jobs { get; } = [];

    public List<Item> Items { get; } = [];

    public List<Chunk> Chunks { get; } = [];

    public List<Attempt> Attempts { get; } = [];

    public List<WorkerSession> Sessions { get; } = [];

    public List<(Attempt Attempt, IReadOnlyList<PostingLine> Lines)> Postings { get; } = [];

    public WorkerSession Register(string instance)
    {
        Sessions.Add(Given.Session(instance));
        return Sessions[^1];
    }

    public GrantOutcome Claim(WorkerSession session, Chunk chunk, DateTimeOffset now)
    {
        var outcome = Grant.Decide(chunk, JobOf(chunk), session, Guid.NewGuid(), _ => "token", othersLive: true, now);
        if (outcome is GrantOutcome.Leased leased)
        {
            Attempts.Add(leased.Attempt);
        }

        return outcome;
    }

    public void Finish(Attempt attempt, AttemptReport report, DateTimeOffset now)
    {
        var chunk = ChunkOf(attempt);
        Apply(attempt, chunk, _decisions.Finish(JobOf(chunk), chunk, attempt, SessionOf(attempt), report, now));
    }

    public void Reclaim(Attempt attempt, bool noticed, DateTimeOffset now)
    {
        var chunk = ChunkOf(attempt);
        Apply(attempt, chunk, _decisions.Reclaim(chunk, attempt, SessionOf(attempt), noticed, now));
    }

    public void EndSession(WorkerSession session, bool noticed, DateTimeOffset now)
    {
        foreach (var attempt in Attempts.Where(a => a.IsOpen && a.SessionId == session.Id).ToList())
        {
            Reclaim(attempt, noticed, now);
        }

        var billed = Postings.Where(p => p.Attempt.SessionId == session.Id)
            .SelectMany(p => p.Lines)
            .Aggregate(DeviceTime.Zero, (sum, line) => sum + line.Time);
        _decisions.End(session, noticed ? null : LeaseTerm, billed, now);
    }

    public void CloseCancelled()
    {
        foreach (var chunk in Chunks.Where(c => c.State is ChunkState.Ready && JobOf(c).State is JobState.Cancelling).ToList())
        {
            chunk.Cancel();
            if (ItemOf(chunk).EndChunk(null) is HandOver.StageDone)
            {
                ItemOf(chunk).Cancel();
            }
        }
    }

    public void FinishJobs(DateTimeOffset now)
    {
        foreach (var job in Jobs.Where(j => !j.HasEnded))
        {
            var items = Items.FindAll(i => i.JobId == job.Id);
            var end = JobFinish.Decide(
                job,
                items.Count(i => !i.HasEnded),
                Attempts.Count(a => a.JobId == job.Id && a.IsOpen),
                items.Count(i => i.State is ItemState.Failed or ItemState.Partial));
            if (end is { } state)
            {
                if (state is not JobState.Cancelled)
                {
                    job.BeginFinish();
                }

                job.End(state, now);
            }
        }
    }

    private void Apply(Attempt attempt, Chunk chunk, SettlementOutcome outcome)
    {
        if (outcome is SettlementOutcome.AlreadySettled)
        {
            return;
        }

        Postings.Add((attempt, _decisions.Bill(attempt)));
        switch (outcome)
        {
            case SettlementOutcome.Committed:
                EndChunk(chunk, null);
                break;
            case SettlementOutcome.ChunkFailed failed:
                EndChunk(chunk, failed.Failure);
                break;
        }
    }

    private void EndChunk(Chunk chunk, ItemFailure? failure)
    {
        var item = ItemOf(chunk);
        if (item.EndChunk(failure) is HandOver.StageOpen)
        {
            return;
        }

        if (!Chunks.Exists(c => c.Spec.ItemId == item.Id && c.Spec.Stage == chunk.Spec.Stage && c.State is ChunkState.Committed))
        {
            item.Fail(failure ?? Given.Failure);
        }
        else if (item.Stage + 1 < ChunksOfStage.Length)
        {
            item.EnterStage(item.Stage + 1, ChunksOfStage[item.Stage + 1]);
            AddChunks(item);
        }
        else
        {
            item.BeginPublishing("{}");
            item.Published();
        }
    }

    private void AddChunks(Item item)
    {
        for (var i = 0; i < ChunksOfStage[item.Stage]; i++)
        {
            Chunks.Add(Given.Chunk(Jobs.Single(j => j.Id == item.JobId), item, $"stage-{item.Stage}", i));
        }
    }

    private Job JobOf(Chunk chunk) => Jobs.Single(j => j.Id == chunk.Spec.JobId);

    private Item ItemOf(Chunk chunk) => Items.Single(i => i.Id == chunk.Spec.ItemId);

    private Chunk ChunkOf(Attempt attempt) => Chunks.Single(c => c.Id == attempt.ChunkId);

    private WorkerSession SessionOf(Attempt attempt) => Sessions.Single(s => s.Id == attempt.SessionId);
}
