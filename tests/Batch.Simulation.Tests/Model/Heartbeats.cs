using Batch.Contracts.Workers;
using Batch.Coordinator.Attempts;
using Batch.Core.Attempts;
using Batch.Core.Ids;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Core.Metering;
using Cause = Batch.Contracts.Metering.Cause;

namespace Batch.Simulation.Tests.Model;

/// <summary>Takes a heartbeat whose ends have been settled, as the coordinator's Heartbeats has it.</summary>
/// <param name="decisions">The decisions.</param>
/// <param name="ends">Of attempts.</param>
/// <param name="sessions">Of sessions.</param>
/// <param name="forgotten">Told of every attempt that is closed because its worker does not name it.</param>
internal sealed class Heartbeats(Decisions decisions, AttemptEnds ends, SessionEnds sessions, Action<Attempt> forgotten)
{
    public HeartbeatAnswer Beat(Transaction tx, Heartbeat beat, IReadOnlyList<string> settled)
    {
        if (tx.ForUpdate(tx.Store.Sessions, SortableId.Parse<SessionId>(beat.SessionId)) is not { IsLive: true } session)
        {
            return new HeartbeatAnswer { SessionClosed = true, Settled = settled };
        }

        var stop = new List<string>();
        var cut = new SessionCut(beat.Sequence, new DeviceTime(beat.AtMicros), Meters.Of(beat.Session, Cause.Idle), Meters.Of(beat.Session, Cause.ColdStart));
        if (decisions.Store(session, cut, tx.Now))
        {
            stop = ReadPulses(tx, session, beat, settled);
            SessionEnds.Post(tx, session);
        }

        if (beat.Closing)
        {
            sessions.End(tx, session, noticed: true, term: null);
        }

        return new HeartbeatAnswer { Settled = settled, Stop = stop, Drain = session.State is SessionState.Draining };
    }

    private List<string> ReadPulses(Transaction tx, WorkerSession session, Heartbeat beat, IReadOnlyList<string> settled)
    {
        var open = tx.ForUpdate(tx.Store.Attempts, a => a.SessionId == session.Id && a.IsOpen);
        var stop = new List<string>();
        foreach (var pulse in beat.Attempts.ExceptBy(settled, p => p.AttemptId))
        {
            if (open.Find(a => a.Id.Value == pulse.AttemptId) is not { } attempt)
            {
                stop.Add(pulse.AttemptId);
                continue;
            }

            open.Remove(attempt);
            attempt.Read(Meters.Read(pulse.Meter), pulse.WorkDone);
            if (tx.Store.Jobs.Find(attempt.JobId)!.Value.State is JobState.Cancelling)
            {
                stop.Add(pulse.AttemptId);
            }
        }

        foreach (var attempt in open.Where(a => decisions.IsForgotten(a, beat.Claims.Contains(a.ClaimId))))
        {
            forgotten(attempt);
            ends.Reclaim(tx, attempt.Id, session, noticed: true);
        }

        return stop;
    }
}
