using Batch.Coordinator.Storage;
using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;

namespace Batch.Coordinator.Attempts;

/// <summary>An attempt and everything that its end touches, locked in the one order: attempt, chunk, item, job.</summary>
internal sealed record SettledAttempt(Attempt Attempt, Chunk Chunk, Item Item, Job Job, WorkerSession Session)
{
    /// <returns>Null where there is no such attempt.</returns>
    public static SettledAttempt? Load(WriteScope scope, AttemptId id)
    {
        var db = scope.Db;
        if (db.Attempts.ForUpdate().SingleOrDefault(a => a.Id == id) is not { } attempt)
        {
            return null;
        }

        return new SettledAttempt(
            attempt,
            Must(db.Chunks.ForUpdate().SingleOrDefault(c => c.Id == attempt.ChunkId), attempt.ChunkId),
            Must(db.Items.ForUpdate().SingleOrDefault(i => i.Id == attempt.ItemId), attempt.ItemId),
            Must(db.Jobs.ForShare().SingleOrDefault(j => j.Id == attempt.JobId), attempt.JobId),
            Must(db.Sessions.Find(attempt.SessionId), attempt.SessionId));
    }

    private static T Must<T>(T? row, object id)
        where T : class => row ?? throw new InvalidOperationException($"{id} is named by an attempt but not on record.");
}
