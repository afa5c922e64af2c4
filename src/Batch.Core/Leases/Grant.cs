using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Jobs;

namespace Batch.Core.Leases;

/// <summary>The decision about a claim.</summary>
public static class Grant
{
    /// <summary>Leases the chunk to the session if everything allows it.</summary>
    /// <param name="chunk">The chunk, under its row's lock.</param>
    /// <param name="job">Its job.</param>
    /// <param name="session">Who asks.</param>
    /// <param name="claimId">The claim, made once per slot permit.</param>
    /// <param name="tokenFor">Makes the lease token of the new attempt.</param>
    /// <param name="othersLive">Whether another live session serves the pool: only then a chunk can be kept from this one.</param>
    /// <param name="now">The time of the database.</param>
    public static GrantOutcome Decide(
        Chunk chunk,
        Job job,
        WorkerSession session,
        Guid claimId,
        Func<AttemptId, string> tokenFor,
        bool othersLive,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(tokenFor);
        if (!session.IsLive)
        {
            return new GrantOutcome.SessionClosed();
        }

        if (!session.TakesWork || !job.Runs || session.Pool != chunk.Spec.Pool || !chunk.IsDue(now) || (othersLive && chunk.Avoids(session.Id, now)))
        {
            return new GrantOutcome.NotReady();
        }

        var id = SortableId.New<AttemptId>(now);
        chunk.Lease(id);
        return new GrantOutcome.Leased(new Attempt(id, chunk, session.Id, claimId, LeaseToken.Hash(tokenFor(id)), now));
    }
}
