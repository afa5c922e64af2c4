using Batch.Contracts.Leases;
using Batch.Coordinator.Chunks;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Storage;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Leases;

namespace Batch.Coordinator.Leases;

/// <summary>Answers claims: chunk, attempt and counters in one transaction, then the grant with its signed links.</summary>
internal sealed class Claims(Store store, GrantBuilder grants, SigningKey key)
{
    public async Task<ClaimAnswer> ClaimAsync(Claim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (!SortableId.TryParse<SessionId>(claim.SessionId, out var session))
        {
            return ClaimAnswer.SessionClosed;
        }

        return await DecideAsync(session, claim, cancellationToken) switch
        {
            GrantOutcome.Leased leased => ClaimAnswer.Granted(
                await grants.BuildAsync(leased.Attempt, TokenFor(leased.Attempt.Id, claim.ClaimId), cancellationToken)),
            GrantOutcome.SessionClosed => ClaimAnswer.SessionClosed,
            _ => ClaimAnswer.Nothing,
        };
    }

    /// <summary>The decision; what the grant needs beside it is read later.</summary>
    internal Task<GrantOutcome> DecideAsync(SessionId session, Claim claim, CancellationToken cancellationToken)
    {
        LockedRow[] rows = SortableId.TryParse<ChunkId>(claim.ChunkId, out var hinted)
            ? [LockedRow.Of(session), LockedRow.Of(hinted)]
            : [LockedRow.Of(session)];
        return store.WriteAsync(rows, scope => Decide(scope, session, claim), cancellationToken);
    }

    private GrantOutcome Decide(WriteScope scope, SessionId sessionId, Claim claim)
    {
        var db = scope.Db;
        if (db.Sessions.ForUpdate().SingleOrDefault(s => s.Id == sessionId) is not { IsLive: true } session)
        {
            return new GrantOutcome.SessionClosed();
        }

        // The same claim gets the same answer again: the first one may have been lost on the bus.
        if (db.Attempts.SingleOrDefault(a => a.ClaimId == claim.ClaimId) is { } earlier)
        {
            return earlier.IsOpen ? new GrantOutcome.Leased(earlier) : new GrantOutcome.NotReady();
        }

        if (!session.TakesWork)
        {
            return new GrantOutcome.NotReady();
        }

        var othersLive = db.Sessions.Any(s => s.State == SessionState.Live && s.Pool == session.Pool && s.Id != session.Id);
        var hinted = SortableId.TryParse<ChunkId>(claim.ChunkId, out var named)
            ? db.Chunks.ForUpdate().SingleOrDefault(c => c.Id == named)
            : null;
        if (hinted is not null && Lease(hinted) is GrantOutcome.Leased leased)
        {
            return leased;
        }

        return Best(db, session, othersLive, scope.Now) is { } best ? Lease(best) : new GrantOutcome.NotReady();

        GrantOutcome Lease(Chunk chunk)
        {
            var job = db.Jobs.ForShare().Single(j => j.Id == chunk.Spec.JobId);
            var outcome = Grant.Decide(chunk, job, session, claim.ClaimId, id => TokenFor(id, claim.ClaimId), othersLive, scope.Now);
            if (outcome is GrantOutcome.Leased granted)
            {
                db.Attempts.Add(granted.Attempt);
                scope.Count(job.Id, new JobDelta { Attempts = 1, AttemptsOpen = 1 });
            }

            return outcome;
        }
    }

    private static Chunk? Best(BatchDbContext db, WorkerSession session, bool othersLive, DateTimeOffset now) =>
        ReadyChunks.Projects(db)
            .ConvertAll(project => ReadyChunks.BestFirst(db, session.Pool, project, now)
                .ForUpdateSkipLocked()
                .FirstOrDefault(c => !othersLive || c.AvoidSession != session.Id || c.AvoidUntil <= now))
            .OfType<Chunk>()
            .OrderByDescending(c => c.Spec.Priority)
            .ThenByDescending(c => c.Spec.Weight)
            .ThenBy(c => c.Id.Value, StringComparer.Ordinal)
            .FirstOrDefault();

    private string TokenFor(AttemptId attempt, Guid claimId) => LeaseToken.Derive(key.Value, attempt, claimId);
}
