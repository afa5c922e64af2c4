using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Core.Ledger;
using Batch.Core.Metering;

namespace Batch.Simulation.Tests.Model;

/// <summary>
/// Every decision of the protocol as the simulated coordinators take it: those of Batch.Core as they are, and the few that live in the
/// coordinator's handlers as they stand there. Planted bugs override one each.
/// </summary>
internal class Decisions
{
    public virtual GrantOutcome Grant(Chunk chunk, Job job, WorkerSession session, Guid claimId, bool othersLive, DateTimeOffset now) =>
        Core.Leases.Grant.Decide(chunk, job, session, claimId, Token, othersLive, now);

    /// <summary>The attempt that answered this claim before.</summary>
    public virtual Attempt? EarlierAnswer(IEnumerable<Attempt> attempts, Guid claimId) => attempts.SingleOrDefault(a => a.ClaimId == claimId);

    /// <summary>Whether a report about an attempt still means anything.</summary>
    public virtual bool IsOpen(Attempt attempt) => attempt.IsOpen;

    public virtual SettlementOutcome Finish(Job job, Chunk chunk, Attempt attempt, WorkerSession session, AttemptReport report, DateTimeOffset now) =>
        Settlement.Finish(job, chunk, attempt, session, report, now);

    public virtual SettlementOutcome Reclaim(Chunk chunk, Attempt attempt, WorkerSession session, bool noticed, DateTimeOffset now) =>
        Settlement.Reclaim(chunk, attempt, session, noticed, now);

    public virtual bool Store(WorkerSession session, SessionCut cut, DateTimeOffset now) => session.Store(cut, now);

    /// <summary>Whether an open attempt that a heartbeat did not name is to be closed.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="isClaimed">Whether the heartbeat names the claim that it answers.</param>
    public virtual bool IsForgotten(Attempt attempt, bool isClaimed) => !isClaimed && attempt.MissPulse();

    /// <summary>Sessions to be declared lost.</summary>
    /// <param name="watch">The sweeper's memory.</param>
    /// <param name="sessions">The live ones.</param>
    /// <param name="elapsed">Monotonic time of the sweeper that counts.</param>
    /// <param name="wall">What the clock on its wall says.</param>
    public virtual IReadOnlyList<SessionId> Silent(SessionWatch watch, IReadOnlyList<WorkerSession> sessions, TimeSpan elapsed, DateTimeOffset wall) =>
        watch.Look(sessions.ToDictionary(s => s.Id, s => s.Sequence), elapsed);

    /// <summary>Whether a session that looked silent still is, under its lock.</summary>
    public virtual bool IsStillSilent(WorkerSession session, long counter) => session.IsLive && session.Sequence == counter;

    public virtual IReadOnlyList<PostingLine> Bill(Attempt attempt) => Billing.Lines(attempt.State, attempt.Meter, rateVersion: 1);

    public virtual HandOver EndChunk(Item item, ItemFailure? failure) => item.EndChunk(failure);

    public virtual JobState? MayEnd(Job job, long openItems, long openAttempts, long itemsWithErrors) =>
        JobFinish.Decide(job, openItems, openAttempts, itemsWithErrors);

    public virtual void End(WorkerSession session, TimeSpan? leaseTerm, DeviceTime attempts, DateTimeOffset now)
    {
        if (leaseTerm is { } term)
        {
            session.Lose(term, attempts, now);
        }
        else
        {
            session.Close(attempts, now);
        }
    }

    /// <summary>The compare of compare-and-set: whether the row that is about to be set is the one that was loaded.</summary>
    public virtual bool Compares(object row, long loaded, long found) => loaded == found;

    public static string Token(AttemptId attempt) => $"token of {attempt}";
}
