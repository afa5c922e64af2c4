using Batch.Contracts.Bus;
using Batch.Contracts.Dispatch;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Dispatch;

/// <summary>
/// Sends hints for ready chunks, fairly between projects and within a bounded window, so that priority is decided late.
/// The database is the truth: a lost hint is sent again, a repeated one does no harm.
/// </summary>
internal sealed class Dispatcher(
    Store store,
    IBus bus,
    Signals signals,
    IOptions<DispatchOptions> options,
    TimeProvider time,
    ILogger<Dispatcher> logger)
    : LoopService(signals.Dispatch, TimeSpan.FromSeconds(1), time, logger)
{
    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var slots = await store.ReadAsync(
            db => db.Sessions
                .Where(s => s.State == SessionState.Live)
                .GroupBy(s => s.Pool)
                .Select(g => new { Pool = g.Key, Slots = g.Sum(s => s.Slots) })
                .ToListAsync(cancellationToken),
            cancellationToken);
        foreach (var pool in slots)
        {
            var window = Math.Max(options.Value.SmallestWindow, 2 * pool.Slots);
            // Most looks find nothing: only a pool with due chunks costs a write.
            if (!await HasDueAsync(pool.Pool, cancellationToken))
            {
                continue;
            }

            var chunks = await store.WriteAsync(scope => FillWindow(scope, pool.Pool, window), cancellationToken);
            var endpoint = await bus.GetSendEndpoint(Endpoints.AddressOf(Endpoints.Pool(pool.Pool)));
            foreach (var chunk in chunks)
            {
                await endpoint.Send(new RunChunk(pool.Pool, chunk.Value), Expiring<RunChunk>, cancellationToken);
            }
        }

        return false;
    }

    private void Expiring<T>(SendContext<T> context)
        where T : class => context.TimeToLive = options.Value.Resend;

    private Task<bool> HasDueAsync(string pool, CancellationToken cancellationToken) =>
        store.ReadAsync(db => Due(db, pool, Time.GetUtcNow()).AnyAsync(cancellationToken), cancellationToken);

    private List<ChunkId> FillWindow(WriteScope scope, string pool, int window)
    {
        var inWindow = Ready(scope.Db, pool).Count(c => c.DispatchedUntil > scope.Now);
        var projects = Due(scope.Db, pool, scope.Now).Select(c => c.Spec.Project).Distinct().ToList();
        var lanes = projects
            .Select(project => Due(scope.Db, pool, scope.Now)
                .Where(c => c.Spec.Project == project)
                .OrderByDescending(c => c.Spec.Priority)
                .ThenByDescending(c => c.Spec.Weight)
                .ThenBy(c => c.Id)
                .Take(Math.Max(0, window - inWindow))
                .ToList())
            .ToList();
        var picked = FairShares.Interleave(lanes).Take(Math.Max(0, window - inWindow)).ToList();
        picked.ForEach(chunk => chunk.Dispatch(scope.Now + options.Value.Resend));
        return picked.ConvertAll(chunk => chunk.Id);
    }

    /// <summary>Ready chunks for which no hint is out.</summary>
    private static IQueryable<Chunk> Due(BatchDbContext db, string pool, DateTimeOffset now) =>
        Ready(db, pool).Where(c => c.NotBefore <= now && (c.DispatchedUntil == null || c.DispatchedUntil <= now));

    /// <summary>Ready chunks of running jobs: those of paused and cancelled ones leave the window at once.</summary>
    private static IQueryable<Chunk> Ready(BatchDbContext db, string pool) =>
        from chunk in db.Chunks
        join job in db.Jobs on chunk.Spec.JobId equals job.Id
        where chunk.Spec.Pool == pool
            && chunk.State == ChunkState.Ready
            && (job.State == JobState.Running || job.State == JobState.Waiting)
        select chunk;
}
