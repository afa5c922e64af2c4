using Batch.Contracts.Workers;
using Batch.Coordinator.Chunks;
using Batch.Coordinator.Storage;
using Batch.Core.Attempts;
using Batch.Core.Leases;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Fleet;

/// <summary>Pools as people and autoscalers see them. What it costs grows with what is ready and who is alive, never with what is done.</summary>
internal static class PoolViews
{
    /// <summary>Those that have work or workers, and those that the options name, by name.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(BatchDbContext db, FleetOptions options, CancellationToken cancellationToken)
    {
        var ready = await ReadyChunks.PoolsAsync(db, cancellationToken);
        var served = await WorkerViews.Alive(db).Select(s => s.Pool).Distinct().ToListAsync(cancellationToken);
        return [.. ready.Union(served).Union(options.Pools.Keys).Order(StringComparer.Ordinal)];
    }

    /// <summary>One that nobody has heard of is empty.</summary>
    public static async Task<PoolView> OfAsync(
        BatchDbContext db, string pool, PoolOptions options, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (chunks, work) = await ReadyChunks.SizeAsync(db, pool, now, cancellationToken);
        var live = await db.Sessions
            .Where(s => s.State == SessionState.Live && s.Pool == pool)
            .Select(s => new { s.Slots, IsBusy = db.Attempts.Any(a => a.SessionId == s.Id && a.State == AttemptState.Running) })
            .ToListAsync(cancellationToken);
        var busy = live.Count(s => s.IsBusy);
        return new PoolView
        {
            Pool = pool,
            ReadyChunks = chunks,
            ReadyWork = work,
            LiveWorkers = live.Count,
            LiveSlots = live.Sum(s => s.Slots),
            BusyWorkers = busy,
            WantedWorkers = options.Wanted(chunks, work, busy),
        };
    }
}
