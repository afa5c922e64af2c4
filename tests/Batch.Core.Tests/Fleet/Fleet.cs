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
/// Two jobs of two items, three workers, and a coordinator that does with the outcomes of the decisions what the real one
/// does, in memory. Messages get lost, repeated and late; workers run on after they were declared lost.
/// </summary>
internal sealed class Fleet
{
    private static readonly int[] _chunksOfStage = [1, 2, 1];
    private static readonly TimeSpan _leaseTerm = TimeSpan.FromMicroseconds(45);

    private readonly Decisions _decisions;
    private readonly List<(Attempt Attempt, AttemptReport Report)> _sent = [];
    private readonly List<FleetWorker> _workers = [];
    private DateTimeOffset _now = Given.Now;

    public Fleet(Decisions decisions)
    {
        _decisions = decisions;
        for (var i = 0; i < 3; i++)
        {
            _workers.Add(new FleetWorker(Register($"worker-{i}")));
        }

        for (var j = 0; j < 2; j++)
        {
            var job = Given.Job();
            job.CompleteEnumeration();
            Jobs.Add(job);
            for (var i = 0; i < 2; i++)
            {
                var item = Given.Item(job);
                Items.Add(item);
                item.Open("sha", stage: 0, _chunksOfStage[0]);
                AddChunks(item, 0);
            }
        }
    }

    public List<Job> Jobs { get; } = [];

    public List<Item> Items { get; } = [];

    public List<Chunk> Chunks { get; } = [];

    public List<Attempt> Attempts { get; } = [];

    public List<WorkerSession> Sessions { get; } = [];

    public List<(Attempt Attempt, IReadOnlyList<PostingLine> Lines)> Postings { get; } = [];

    public static string StageName(int stage) => $"stage-{stage}";

    public void Do(FleetStep step)
    {
        var worker = Pick(_workers, step.Pick);
        var job = Pick(Jobs, step.Pick);
        switch (step.Event)
        {
            case FleetEvent.Claim:
                Claim(worker, Pick(Chunks, step.Amount));
                break;
            case FleetEvent.Work:
                worker.Spend(step.Amount);
                break;
            case FleetEvent.Heartbeat:
                worker.Beat(_now);
                break;
            case FleetEvent.Repeat when _sent.Count > 0:
                Deliver(Pick(_sent, step.Pick));
                break;
            case FleetEvent.Forget when Attempts.FindAll(a => a.IsOpen) is { Count: > 0 } open:
                Reclaim(Pick(open, step.Pick), noticed: true);
                break;
            case FleetEvent.LoseSession:
                EndSession(worker, noticed: false);
                break;
            case FleetEvent.CloseSession:
                EndSession(worker, noticed: true);
                break;
            case FleetEvent.Pause:
                job.Pause();
                break;
            case FleetEvent.Resume:
                job.Resume();
                break;
            case FleetEvent.Cancel:
                job.Cancel();
                break;
            case FleetEvent.CloseCancelled:
                CloseCancelled();
                break;
            case FleetEvent.Later:
                _now += TimeSpan.FromSeconds(step.Amount);
                break;
            default:
                Stop(worker, step);
                break;
        }

        FinishJobs();
    }

    /// <summary>Every fault heals: the workers that are left finish what can be finished, without a person's help but resuming.</summary>
    public void Heal()
    {
        Jobs.ForEach(j => j.Resume());
        foreach (var (worker, index) in _workers.Select((w, i) => (w, i)).ToList())
        {
            EndSession(worker, noticed: index == 0);
        }

        for (var round = 0; round < 20 && Jobs.Exists(j => !j.HasEnded); round++)
        {
            _now += TimeSpan.FromMinutes(10);
            CloseCancelled();
            foreach (var chunk in Chunks.ToList())
            {
                Claim(_workers[0], chunk);
                _workers[0].Spend(7);
                foreach (var attempt in _workers[0].Running.ToList())
                {
                    Deliver(Send(_workers[0], attempt, new FleetStep(FleetEvent.Finish, 0, 0)));
                }
            }

            FinishJobs();
        }

        _workers.ToList().ForEach(w => EndSession(w, noticed: true));
    }

    private void Claim(FleetWorker worker, Chunk chunk)
    {
        var outcome = Grant.Decide(chunk, JobOf(chunk), worker.Session, Guid.NewGuid(), _ => "token", othersLive: true, _now);
        if (outcome is GrantOutcome.Leased leased)
        {
            Attempts.Add(leased.Attempt);
            worker.Run(leased.Attempt);
        }
    }

    // A third of the reports is lost on the way and only repeated later.
    private void Stop(FleetWorker worker, FleetStep step)
    {
        if (worker.Running.Count == 0)
        {
            return;
        }

        var sent = Send(worker, Pick(worker.Running, step.Amount), step);
        if (step.Amount % 3 > 0)
        {
            Deliver(sent);
        }
    }

    private (Attempt Attempt, AttemptReport Report) Send(FleetWorker worker, Attempt attempt, FleetStep step)
    {
        var (epoch, meter) = (attempt.Epoch, worker.Stop(attempt, step.Amount % 100));
        AttemptReport Failed(FailureReason reason) => new AttemptReport.Failed(reason, Given.Failure) { Epoch = epoch, Meter = meter };
        var report = step.Event switch
        {
            FleetEvent.Release => new AttemptReport.Released { Epoch = epoch, Meter = meter },
            FleetEvent.Crash => Failed(FailureReason.EngineCrash),
            FleetEvent.TimeOut => Failed(FailureReason.Timeout),
            FleetEvent.BadInput => Failed(FailureReason.BadInput),
            FleetEvent.Machinery => Failed(FailureReason.Machinery),
            FleetEvent.Kill => Failed(FailureReason.Killed),
            _ => new AttemptReport.Succeeded { Epoch = epoch, Meter = meter },
        };
        _sent.Add((attempt, report));
        return _sent[^1];
    }

    private void Deliver((Attempt Attempt, AttemptReport Report) sent)
    {
        var (attempt, chunk) = (sent.Attempt, ChunkOf(sent.Attempt));
        Apply(attempt, chunk, _decisions.Finish(JobOf(chunk), chunk, attempt, SessionOf(attempt), sent.Report, _now));
    }

    private void Reclaim(Attempt attempt, bool noticed)
    {
        var chunk = ChunkOf(attempt);
        Apply(attempt, chunk, _decisions.Reclaim(chunk, attempt, SessionOf(attempt), noticed, _now));
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
        else if (item.Stage + 1 < _chunksOfStage.Length)
        {
            item.EnterStage(item.Stage + 1, _chunksOfStage[item.Stage + 1]);
            AddChunks(item, item.Stage);
        }
        else
        {
            item.BeginPublishing("{}");
            item.Published();
        }
    }

    private void CloseCancelled()
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

    private void EndSession(FleetWorker worker, bool noticed)
    {
        foreach (var attempt in Attempts.Where(a => a.IsOpen && a.SessionId == worker.Session.Id).ToList())
        {
            Reclaim(attempt, noticed);
        }

        var billed = Postings.Where(p => p.Attempt.SessionId == worker.Session.Id)
            .SelectMany(p => p.Lines)
            .Aggregate(DeviceTime.Zero, (sum, line) => sum + line.Time);
        _decisions.End(worker.Session, noticed ? null : _leaseTerm, billed, _now);
        _workers[_workers.IndexOf(worker)] = new FleetWorker(Register(worker.Session.Instance));
    }

    private void FinishJobs()
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

                job.End(state, _now);
            }
        }
    }

    private WorkerSession Register(string instance)
    {
        Sessions.Add(Given.Session(instance));
        return Sessions[^1];
    }

    private void AddChunks(Item item, int stage)
    {
        for (var i = 0; i < _chunksOfStage[stage]; i++)
        {
            Chunks.Add(Given.Chunk(Jobs.Single(j => j.Id == item.JobId), item, StageName(stage), i));
        }
    }

    private Job JobOf(Chunk chunk) => Jobs.Single(j => j.Id == chunk.Spec.JobId);

    private Item ItemOf(Chunk chunk) => Items.Single(i => i.Id == chunk.Spec.ItemId);

    private Chunk ChunkOf(Attempt attempt) => Chunks.Single(c => c.Id == attempt.ChunkId);

    private WorkerSession SessionOf(Attempt attempt) => Sessions.Single(s => s.Id == attempt.SessionId);

    private static T Pick<T>(IReadOnlyList<T> from, int pick) => from[pick % from.Count];
}
