using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Jobs;

namespace Batch.Core.Leases;

/// <summary>The decision about a claim.</summary>
public static class Grant
{
    /// <summary>Leases the chunk to the session if everything allows it.</summary>
    public static GrantOutcome Decide(
        Chunk chunk,
        Job job,
        WorkerSession session,
        Guid claimId,
        Func<AttemptId, string> tokenFor,
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

        if (!job.Runs || session.Pool != chunk.Spec.Pool || !chunk.IsReadyFor(session.Id, now))
        {
            return new GrantOutcome.NotReady();
        }

        var id = SortableId.New<AttemptId>(now);
        chunk.Lease(id);
        return new GrantOutcome.Leased(new Attempt(id, chunk, session.Id, claimId, LeaseToken.Hash(tokenFor(id)), now));
    }
}
