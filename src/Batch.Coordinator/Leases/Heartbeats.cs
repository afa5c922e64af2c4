using Batch.Contracts.Attempts;
using Batch.Contracts.Workers;
using Batch.Coordinator.Attempts;
using Batch.Coordinator.Ledger;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Attempts;
using Batch.Core.Ids;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Core.Metering;
using Microsoft.Extensions.Logging;
using Cause = Batch.Contracts.Metering.Cause;

namespace Batch.Coordinator.Leases;

/// <summary>Takes heartbeats: settles what they repeat, stores the cut, says what to stop.</summary>
internal sealed partial class Heartbeats(
    Store store,
    Commits commits,
    PostingBook book,
    SessionEnd end,
    AttemptEnd attemptEnd,
    Signals signals,
    ILogger<Heartbeats> logger)
{
    public async Task<HeartbeatAnswer> BeatAsync(Heartbeat beat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(beat);
        var settled = new List<string>();
        foreach (var finished in beat.Finished)
        {
            if (await SettleAsync(finished, cancellationToken))
            {
                settled.Add(finished.AttemptId);
            }
        }

        return SortableId.TryParse<SessionId>(beat.SessionId, out var session)
            ? await store.WriteAsync(RowsOf(session, beat), scope => Beat(scope, session, beat, settled), cancellationToken)
            : new HeartbeatAnswer { SessionClosed = true, Settled = settled };
    }

    /// <returns>False where it is to be repeated in the next heartbeat.</returns>
    private async Task<bool> SettleAsync(AttemptFinished finished, CancellationToken cancellationToken)
    {
        try
        {
            // Not an attempt of ours is as settled as one of ours: repeating it would not change that.
            await commits.FinishAsync(finished, cancellationToken);
            return true;
        }
#pragma warning disable CA1031 // One end that cannot be settled must not cost the worker the leases of all its other attempts.
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogNotSettled(logger, finished.AttemptId, error);
            return false;
        }
    }

    private static List<LockedRow> RowsOf(SessionId session, Heartbeat beat)
    {
        List<LockedRow> rows = [LockedRow.Of(session)];
        foreach (var pulse in beat.Attempts)
        {
            if (SortableId.TryParse<AttemptId>(pulse.AttemptId, out var attempt))
            {
                rows.Add(LockedRow.Of(attempt));
            }
        }

        return rows;
    }

    private HeartbeatAnswer Beat(WriteScope scope, SessionId sessionId, Heartbeat beat, List<string> settled)
    {
        if (scope.Db.Sessions.ForUpdate().SingleOrDefault(s => s.Id == sessionId) is not { IsLive: true } session)
        {
            return new HeartbeatAnswer { SessionClosed = true, Settled = settled };
        }

        var stop = new List<string>();
        var fresh = session.Store(
            new SessionCut(
                beat.Sequence,
                new DeviceTime(beat.AtMicros),
                Meters.Of(beat.Session, Cause.Idle),
                Meters.Of(beat.Session, Cause.ColdStart)),
            scope.Now);
        if (fresh)
        {
            stop = ReadPulses(scope, session, beat, settled);
            book.PostSession(scope, session);
        }

        if (beat.Closing)
        {
            end.Close(scope, session);
        }

        return new HeartbeatAnswer { Settled = settled, Stop = stop, Drain = session.State is SessionState.Draining };
    }

    /// <returns>Attempts that the worker runs and should not.</returns>
    private List<string> ReadPulses(WriteScope scope, WorkerSession session, Heartbeat beat, List<string> settled)
    {
        var open = scope.Db.Attempts
            .Where(a => a.SessionId == session.Id && a.State == AttemptState.Running)
            .OrderBy(a => a.Id)
            .ForUpdate()
            .ToDictionary(a => a.Id.Value, StringComparer.Ordinal);
        var stop = new List<string>();
        foreach (var pulse in beat.Attempts.ExceptBy(settled, p => p.AttemptId))
        {
            if (!open.Remove(pulse.AttemptId, out var attempt))
            {
                stop.Add(pulse.AttemptId);
                continue;
            }

            attempt.Read(Meters.Read(pulse.Meter), pulse.WorkDone);
            scope.AfterCommit(() => signals.Jobs.Raise(attempt.JobId));
            if (scope.Db.Jobs.Find(attempt.JobId)!.State is JobState.Cancelling)
            {
                stop.Add(pulse.AttemptId);
            }
        }

        // What is left runs nowhere as far as this worker knows, and it does not wait for the grant.
        foreach (var forgotten in open.Values.Where(a => !beat.Claims.Contains(a.ClaimId) && a.MissPulse()).ToList())
        {
            var ended = SettledAttempt.Load(scope, forgotten.Id)!;
            var outcome = Settlement.Reclaim(ended.Chunk, ended.Attempt, session, noticed: true, scope.Now);
            attemptEnd.Apply(scope, ended, outcome, null);
        }

        return stop;
    }
}
