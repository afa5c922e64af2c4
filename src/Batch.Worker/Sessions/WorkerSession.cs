using Batch.Contracts.Attempts;
using Batch.Contracts.Leases;
using Batch.Contracts.Workers;
using Batch.Worker.Attempts;
using Batch.Worker.Metering;

namespace Batch.Worker.Sessions;

/// <summary>
/// What a worker knows between registering and the end of its session: the meter, and every attempt whose end the
/// coordinator has not confirmed.
/// </summary>
internal sealed class WorkerSession : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, OpenAttempt> _attempts = [];
    private readonly HashSet<Guid> _claims = [];
    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationTokenSource _drained = new();
    private readonly WorkerParts _parts;
    private long _sequence;

    public WorkerSession(WorkerRegistered registered, WorkerParts parts)
    {
        _parts = parts;
        Id = registered.SessionId;
        HeartbeatInterval = TimeSpan.FromSeconds(registered.HeartbeatSeconds);
        Meter = new SessionMeter(parts.Options.Devices, parts.Time);
    }

    public string Id { get; }

    public TimeSpan HeartbeatInterval { get; }

    public SessionMeter Meter { get; }

    /// <summary>Cancelled when the coordinator says that the session has ended.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Cancelled when the coordinator says that a person wants the worker to end its work and go.</summary>
    public CancellationToken Drained => _drained.Token;

    /// <summary>A claim waits for its answer; heartbeats name it until <see cref="EndClaim"/>, which comes after <see cref="Begin"/>.</summary>
    public void BeginClaim(Guid claim)
    {
        lock (_gate)
        {
            _claims.Add(claim);
        }
    }

    public void EndClaim(Guid claim)
    {
        lock (_gate)
        {
            _claims.Remove(claim);
        }
    }

    /// <returns>Null where the attempt runs already, because an answer came twice.</returns>
    public AttemptExecution? Begin(ChunkGrant grant)
    {
        lock (_gate)
        {
            if (_attempts.ContainsKey(grant.AttemptId))
            {
                return null;
            }

            var execution = new AttemptExecution(Id, grant, _parts, Meter);
            _attempts.Add(grant.AttemptId, new OpenAttempt(execution, Finished: null));
            return execution;
        }
    }

    /// <summary>The attempt has ended here; it stays in the heartbeats until it is settled.</summary>
    public void End(AttemptFinished finished)
    {
        lock (_gate)
        {
            _attempts[finished.AttemptId] = _attempts[finished.AttemptId] with { Finished = finished };
        }
    }

    /// <summary>One heartbeat: meter, attempts and ends of the same instant.</summary>
    public Heartbeat Cut(bool closing)
    {
        lock (_gate)
        {
            var cut = Meter.Cut();
            return new Heartbeat
            {
                SessionId = Id,
                Sequence = ++_sequence,
                AtMicros = cut.AtMicros,
                Session = cut.Session,
                Attempts = [.. _attempts.Select(attempt => attempt.Value.Pulse(cut.Attempts[attempt.Key]))],
                Finished = [.. _attempts.Values.Select(attempt => attempt.Finished).OfType<AttemptFinished>()],
                Claims = [.. _claims],
                Closing = closing,
            };
        }
    }

    public void Apply(HeartbeatAnswer answer)
    {
        if (answer.SessionClosed)
        {
            Close();
            return;
        }

        lock (_gate)
        {
            foreach (var id in answer.Settled)
            {
                if (_attempts.TryGetValue(id, out var attempt) && attempt.Finished is not null)
                {
                    _attempts.Remove(id);
                    attempt.Execution.Dispose();
                    Meter.Settle(id);
                }
            }

            foreach (var id in answer.Stop)
            {
                if (_attempts.TryGetValue(id, out var attempt))
                {
                    attempt.Execution.Stop(StopReason.Told);
                }
            }
        }

        if (answer.Drain)
        {
            _drained.Cancel();
        }
    }

    /// <summary>The coordinator has ended the session: nothing of it counts any more.</summary>
    public void Close()
    {
        StopAll(StopReason.SessionClosed);
        _closed.Cancel();
    }

    public void StopAll(StopReason why) => Stop(why, _ => true);

    /// <summary>Gives back what will not be done in time, or of which that cannot be known.</summary>
    public void StopAllLaterThan(TimeSpan left) => Stop(StopReason.Preempted, attempt => !(attempt.Remaining <= left));

    public void Dispose()
    {
        foreach (var attempt in _attempts.Values)
        {
            attempt.Execution.Dispose();
        }

        _closed.Dispose();
        _drained.Dispose();
    }

    private void Stop(StopReason why, Predicate<AttemptExecution> which)
    {
        lock (_gate)
        {
            foreach (var attempt in _attempts.Values.Where(attempt => which(attempt.Execution)))
            {
                attempt.Execution.Stop(why);
            }
        }
    }

    private sealed record OpenAttempt(AttemptExecution Execution, AttemptFinished? Finished)
    {
        public AttemptPulse Pulse(AttemptMeter meter) =>
            new(Execution.Grant.AttemptId, Execution.Grant.Epoch, meter.ByCause(), Execution.WorkDone);
    }
}
