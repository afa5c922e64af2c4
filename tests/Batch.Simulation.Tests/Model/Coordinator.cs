using Batch.Contracts.Attempts;
using Batch.Contracts.Leases;
using Batch.Contracts.Workers;
using Batch.Coordinator.Attempts;
using Batch.Core.Attempts;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Leases;
using Batch.Simulation.Tests.Chance;
using Batch.Simulation.Tests.Checking;
using Batch.Simulation.Tests.Network;
using Batch.Simulation.Tests.Time;
using Batch.Simulation.Tests.Tracing;

namespace Batch.Simulation.Tests.Model;

/// <summary>
/// A coordinator of the model: what its handlers do around the decisions, with time passing between load and set, so that
/// others come in between and a kill hits anywhere.
/// </summary>
internal sealed class Coordinator : INode
{
    private const int MostTries = 20;

    private readonly Decisions _decisions;
    private readonly Dice _dice;
    private readonly Action _committed;
    private readonly AttemptEnds _ends;
    private readonly SessionEnds _sessions;
    private readonly Claims _claims;
    private readonly Heartbeats _heartbeats;

    public Coordinator(Host host, MemoryStore store, Decisions decisions, Dice dice, Trace trace, Action committed, Action<Attempt> forgotten)
    {
        (Host, Store, Trace, _decisions, _dice, _committed) = (host, store, trace, decisions, dice, committed);
        _ends = new AttemptEnds(decisions);
        _sessions = new SessionEnds(decisions, _ends);
        _claims = new Claims(decisions);
        _heartbeats = new Heartbeats(decisions, _ends, _sessions, forgotten);
    }

    public Host Host { get; }

    public MemoryStore Store { get; }

    public Trace Trace { get; }

    /// <summary>A process begins: its loops have forgotten everything.</summary>
    public void Start(Action<ChunkId> hint, Func<bool> busIsHealthy)
    {
        Host.Start();
        var sweeper = new Sweeper(this, _decisions, _sessions, busIsHealthy);
        var chores = new Chores(this, _decisions);
        Host.Every(Sweeper.Interval, sweeper.Look);
        Host.Every(TimeSpan.FromSeconds(2), () => chores.Dispatch(hint));
        Host.Every(TimeSpan.FromSeconds(2), chores.OpenItems);
        Host.Every(TimeSpan.FromSeconds(2), chores.CloseCancelled);
        Host.Every(TimeSpan.FromSeconds(3), chores.Publish);
        Host.Every(TimeSpan.FromSeconds(5), chores.FinishJobs);
    }

    public void Receive(object message, Action<object> reply)
    {
        switch (message)
        {
            case RegisterWorker worker:
                Transact(
                    tx => _sessions.Register(tx, worker.InstanceId, worker.Pool, worker.Devices, worker.Slots),
                    session => reply(new WorkerRegistered(session.Id.Value, HeartbeatSeconds: 10, Invariants.LeaseTerm.TotalSeconds)));
                break;
            case Claim claim:
                Transact(tx => _claims.Claim(tx, claim), reply);
                break;
            case AttemptFinished finished:
                Finish(finished, () => { });
                break;
            case Heartbeat beat:
                Settle(beat, 0);
                break;
            default:
                throw new ArgumentException($"Not a message of the protocol: {message}.", nameof(message));
        }

        // One end after the other, each in a transaction of its own, and then the beat itself.
        void Settle(Heartbeat beat, int index)
        {
            if (index < beat.Finished.Count)
            {
                Finish(beat.Finished[index], () => Settle(beat, index + 1));
                return;
            }

            var settled = beat.Finished.Select(f => f.AttemptId).ToList();
            Transact(tx => _heartbeats.Beat(tx, beat, settled), reply);
        }
    }

    /// <summary>Loads and decides now, sets a little later; runs again where somebody came in between. Tells nobody where the database is away.</summary>
    public void Transact<T>(Func<Transaction, T> command, Action<T> done) => Transact(command, done, 0);

    private void Transact<T>(Func<Transaction, T> command, Action<T> done, int tries)
    {
        if (Store.IsDown || tries == MostTries)
        {
            return;
        }

        var tx = Store.Begin(_decisions);
        var result = command(tx);
        Host.After(_dice.Chance(0.02) ? _dice.Between(0.05, 3) : _dice.Between(0.001, 0.02), () =>
        {
            if (Store.IsDown)
            {
                return;
            }

            if (!tx.TryCommit())
            {
                Transact(command, done, tries + 1);
                return;
            }

            _committed();
            // Killed here, it has committed and told nobody.
            Host.After(TimeSpan.FromMilliseconds(1), () => done(result));
        });
    }

    private void Finish(AttemptFinished finished, Action settled)
    {
        if (Store.IsDown)
        {
            return;
        }

        if (!SortableId.TryParse<AttemptId>(finished.AttemptId, out var id)
            || Store.Attempts.Find(id)?.Value is not { } known
            || !_decisions.IsOpen(known)
            || !LeaseToken.Matches(finished.LeaseToken, known.TokenHash))
        {
            // On record already, or not an attempt of ours.
            settled();
            return;
        }

        Transact(tx => _ends.Finish(tx, id, Report(finished)), outcome =>
        {
            Trace.Add(Host.Name, $"settles {id}: {outcome.GetType().Name}");
            settled();
        });
    }

    private static AttemptReport Report(AttemptFinished finished)
    {
        var meter = Meters.Read(finished.Meter);
        return finished.Outcome switch
        {
            AttemptOutcome.Released => new AttemptReport.Released { Epoch = finished.Epoch, Meter = meter },
            AttemptOutcome.Failed => new AttemptReport.Failed(
                FailureReasons.Of(finished.Failure!.Reason),
                new ItemFailure(finished.Failure.Code, finished.Failure.Message, finished.Failure.Remedy))
            { Epoch = finished.Epoch, Meter = meter },
            _ => new AttemptReport.Succeeded { Epoch = finished.Epoch, Meter = meter },
        };
    }
}
