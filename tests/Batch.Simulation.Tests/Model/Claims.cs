using Batch.Contracts.Leases;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Leases;
using Batch.Simulation.Tests.Coordinators;

namespace Batch.Simulation.Tests.Model;

/// <summary>Answers a claim, as the coordinator's Claims has it.</summary>
internal sealed class Claims(Decisions decisions)
{
    public ClaimAnswer Claim(Transaction tx, Claim claim)
    {
        if (tx.ForUpdate(tx.Store.Sessions, SortableId.Parse<SessionId>(claim.SessionId)) is not { IsLive: true } session)
        {
            return ClaimAnswer.SessionClosed;
        }

        if (decisions.EarlierAnswer(tx.All(tx.Store.Attempts), claim.ClaimId) is { } earlier)
        {
            return earlier.IsOpen ? Granted(tx, new GrantOutcome.Leased(earlier)) : ClaimAnswer.Nothing;
        }

        if (!session.TakesWork)
        {
            return ClaimAnswer.Nothing;
        }

        var othersLive = tx.All(tx.Store.Sessions).Any(s => s.State is SessionState.Live && s.Pool == session.Pool && s.Id != session.Id);
        var hinted = claim.ChunkId is { } named ? tx.ForUpdate(tx.Store.Chunks, SortableId.Parse<ChunkId>(named)) : null;
        if (hinted is not null && Lease(hinted) is GrantOutcome.Leased leased)
        {
            return Granted(tx, leased);
        }

        return Best(tx, session, othersLive) is { } best && Lease(best) is GrantOutcome.Leased other ? Granted(tx, other) : ClaimAnswer.Nothing;

        GrantOutcome Lease(Chunk chunk)
        {
            var job = tx.ForShare(tx.Store.Jobs, chunk.Spec.JobId)!;
            var outcome = decisions.Grant(chunk, job, session, claim.ClaimId, othersLive, tx.Now);
            if (outcome is GrantOutcome.Leased granted)
            {
                tx.Add(tx.Store.Attempts, granted.Attempt.Id, granted.Attempt);
            }

            return outcome;
        }
    }

    private static ClaimAnswer Granted(Transaction tx, GrantOutcome.Leased leased)
    {
        var attempt = leased.Attempt;
        return ClaimAnswer.Granted(Grants.Of(
            attempt,
            tx.Store.Chunks.Find(attempt.ChunkId)!.Value,
            tx.Store.Items.Find(attempt.ItemId)!.Value,
            Decisions.Token(attempt.Id)));
    }

    private static Chunk? Best(Transaction tx, WorkerSession session, bool othersLive)
    {
        var best = tx.All(tx.Store.Chunks)
            .Where(c => c.IsDue(tx.Now) && c.Spec.Pool == session.Pool && (!othersLive || !c.Avoids(session.Id, tx.Now)) && tx.Store.Jobs.Find(c.Spec.JobId)!.Value.Runs)
            .MaxBy(c => c.Spec.Weight);
        return best is null ? null : tx.ForUpdate(tx.Store.Chunks, best.Id);
    }
}
