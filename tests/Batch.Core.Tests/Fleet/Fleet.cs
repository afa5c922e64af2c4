using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Leases;

namespace Batch.Core.Tests.Fleet;

/// <summary>
/// Three workers and what happens to them: messages get lost, repeated and late; workers run on after they were declared
/// lost.
/// </summary>
internal sealed class Fleet
{
    private readonly List<(Attempt Attempt, AttemptReport Report)> _sent = [];
    private readonly List<FleetWorker> _workers = [];
    private DateTimeOffset _now = Given.Now;

    public Fleet(Decisions decisions)
    {
        Coordinator = new FleetCoordinator(decisions);
        for (var i = 0; i < 3; i++)
        {
            _workers.Add(new FleetWorker(Coordinator.Register($"worker-{i}")));
        }
    }

    public FleetCoordinator Coordinator { get; }

    public void Do(FleetStep step)
    {
        var worker = Pick(_workers, step.Pick);
        var job = Pick(Coordinator.Jobs, step.Pick);
        switch (step.Event)
        {
            case FleetEvent.Claim:
                Claim(worker, Pick(Coordinator.Chunks, step.Amount));
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
            case FleetEvent.Forget when Coordinator.Attempts.FindAll(a => a.IsOpen) is { Count: > 0 } open:
                Coordinator.Reclaim(Pick(open, step.Pick), noticed: true, _now);
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
                Coordinator.CloseCancelled();
                break;
            case FleetEvent.Later:
                _now += TimeSpan.FromSeconds(step.Amount);
                break;
            default:
                Stop(worker, step);
                break;
        }

        Coordinator.FinishJobs(_now);
    }

    /// <summary>Every fault heals: the workers that are left finish what can be finished, without a person's help but resuming.</summary>
    public void Heal()
    {
        Coordinator.Jobs.ForEach(j => j.Resume());
        foreach (var (worker, index) in _workers.Select((w, i) => (w, i)).ToList())
        {
            EndSession(worker, noticed: index == 0);
        }

        for (var round = 0; round < 20 && Coordinator.Jobs.Exists(j => !j.HasEnded); round++)
        {
            _now += TimeSpan.FromMinutes(10);
            Coordinator.CloseCancelled();
            foreach (var chunk in Coordinator.Chunks.ToList())
            {
                Claim(_workers[0], chunk);
                _workers[0].Spend(7);
                foreach (var attempt in _workers[0].Running.ToList())
                {
                    Deliver(Send(_workers[0], attempt, new FleetStep(FleetEvent.Finish, 0, 0)));
                }
            }

            Coordinator.FinishJobs(_now);
        }

        _workers.ToList().ForEach(w => EndSession(w, noticed: true));
    }

    private void Claim(FleetWorker worker, Chunk chunk)
    {
        if (Coordinator.Claim(worker.Session, chunk, _now) is GrantOutcome.Leased leased)
        {
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

    private void Deliver((Attempt Attempt, AttemptReport Report) sent) => Coordinator.Finish(sent.Attempt, sent.Report, _now);

    private void EndSession(FleetWorker worker, bool noticed)
    {
        Coordinator.EndSession(worker.Session, noticed, _now);
        _workers[_workers.IndexOf(worker)] = new FleetWorker(Coordinator.Register(worker.Session.Instance));
    }

    private static T Pick<T>(IReadOnlyList<T> from, int pick) => from[pick % from.Count];
}
