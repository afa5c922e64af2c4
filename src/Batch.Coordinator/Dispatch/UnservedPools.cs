using Batch.Coordinator.Chunks;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Chunks;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Batch.Coordinator.Dispatch;

/// <summary>
/// Lets a job wait visibly that nothing runs of, because its ready chunks belong to a pool without a live session, and go on
/// once one registers there. A pool is given a minute first, so that a start or a restart of its workers does not show.
/// </summary>
internal sealed class UnservedPools(Store store, Signals signals, TimeProvider time, ILogger<UnservedPools> logger)
    : LoopService(new Signal(), TimeSpan.FromSeconds(5), time, logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Since when, by this process's own monotonic clock, a pool has had ready chunks and no session.
    private readonly Dictionary<string, long> _since = new(StringComparer.Ordinal);

    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var unserved = await store.ReadAsync(db => UnservedAsync(db, cancellationToken), cancellationToken);
        foreach (var served in _since.Keys.Except(unserved).ToList())
        {
            _since.Remove(served);
        }

        unserved.ForEach(pool => _since.TryAdd(pool, Time.GetTimestamp()));
        var reasons = unserved.ConvertAll(Reason);
        if (await store.ReadAsync(db => Healed(db, reasons).AnyAsync(cancellationToken), cancellationToken))
        {
            await store.WriteAsync(scope => GoOn(scope, reasons), cancellationToken);
        }

        foreach (var pool in unserved.Where(p => Time.GetElapsedTime(_since[p]) >= Patience))
        {
            if (await store.ReadAsync(db => Stuck(db, pool).AnyAsync(cancellationToken), cancellationToken))
            {
                await store.WriteAsync(scope => Wait(scope, pool), cancellationToken);
            }
        }

        return false;
    }

    private static async Task<List<string>> UnservedAsync(BatchDbContext db, CancellationToken cancellationToken)
    {
        var pools = await ReadyChunks.PoolsAsync(db, cancellationToken);
        var live = await db.Sessions.Where(s => s.State == SessionState.Live).Select(s => s.Pool).Distinct().ToListAsync(cancellationToken);
        return [.. pools.Except(live)];
    }

    private static IQueryable<Job> Stuck(BatchDbContext db, string pool) =>
        db.Jobs
            .Where(j => j.State == JobState.Running && db.JobCounters.Any(c => c.JobId == j.Id && c.AttemptsOpen == 0))
            .Where(j => db.Chunks.Any(c => c.Spec.JobId == j.Id && c.State == ChunkState.Ready && c.Spec.Pool == pool));

    private static IQueryable<Job> Healed(BatchDbContext db, List<string> reasons) =>
        db.Jobs.Where(j => j.State == JobState.Waiting && j.WaitingFor == WaitCause.Pool && !reasons.Contains(j.WaitingReason!));

    private void Wait(WriteScope scope, string pool)
    {
        foreach (var job in Stuck(scope.Db, pool).OrderBy(j => j.Id).ForUpdate().ToList())
        {
            job.Wait(WaitCause.Pool, Reason(pool), scope.Now);
            scope.AfterCommit(() => signals.Jobs.Raise(job.Id));
        }
    }

    private void GoOn(WriteScope scope, List<string> reasons)
    {
        foreach (var job in Healed(scope.Db, reasons).OrderBy(j => j.Id).ForUpdate().ToList())
        {
            job.GoOn(WaitCause.Pool);
            scope.AfterCommit(() => signals.Jobs.Raise(job.Id));
        }
    }

    private static string Reason(string pool) => $"No worker serves pool {pool}: start a worker for it.";
}
