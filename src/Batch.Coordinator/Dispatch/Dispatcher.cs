using Batch.Contracts.Bus;
using Batch.Contracts.Dispatch;
using Batch.Coordinator.Chunks;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Chunks;
using Batch.Core.Ids;
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
internal sealed partial class Dispatcher(
    Store store,
    IBus bus,
    Signals signals,
    Turns turns,
    IDatabaseClock clock,
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

            // One dispatcher a pool: two would count the same window at once.
            await turns.RunAsync($"dispatch/{pool.Pool}", token => FillAsync(pool.Pool, window, token), cancellationToken);
        }

        return false;
    }

    private async Task<bool> FillAsync(string pool, int window, CancellationToken cancellationToken)
    {
        await HintAsync(pool, await store.WriteAsync(scope => FillWindow(scope, pool, window), cancellationToken), cancellationToken);
        return false;
    }

    /// <summary>What cannot be sent within the time after which it is sent again is as good as lost; no other pool waits for it.</summary>
    private async Task HintAsync(string pool, List<ChunkId> chunks, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.Resend, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var endpoint = await bus.GetSendEndpoint(Endpoints.AddressOf(Endpoints.Pool(pool))).WaitAsync(either.Token);
            await Task.WhenAll(chunks.Select(chunk => endpoint.Send(new RunChunk(pool, chunk.Value), Expiring<RunChunk>, either.Token)));
        }
#pragma warning disable CA1031 // Whatever a transport throws, the chunks are hinted again.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogNotHinted(Logger, chunks.Count, pool, error.Message);
        }
    }

    private void Expiring<T>(SendContext<T> context)
        where T : class => context.TimeToLive = options.Value.Resend;

    private Task<bool> HasDueAsync(string pool, CancellationToken cancellationToken) =>
        store.ReadAsync(
            async db =>
            {
                var now = clock.Now(db);
                foreach (var project in ReadyChunks.Projects(db))
                {
                    if (await Unhinted(db, pool, project, now).AnyAsync(cancellationToken))
                    {
                        return true;
                    }
                }

                return false;
            },
            cancellationToken);

    private List<ChunkId> FillWindow(WriteScope scope, string pool, int window)
    {
        var free = Math.Max(0, window - ReadyChunks.Hinted(scope.Db, pool, scope.Now));
        var lanes = ReadyChunks.Projects(scope.Db)
            .ConvertAll(project => Unhinted(scope.Db, pool, project, scope.Now).Take(free).ForUpdateSkipLocked().ToList());
        var picked = FairShares.Interleave(lanes).Take(free).ToList();
        picked.ForEach(chunk => chunk.Dispatch(scope.Now + options.Value.Resend));
        return picked.ConvertAll(chunk => chunk.Id);
    }

    private static IQueryable<Chunk> Unhinted(BatchDbContext db, string pool, string project, DateTimeOffset now) =>
        ReadyChunks.BestFirst(db, pool, project, now).Where(c => c.DispatchedUntil == null || c.DispatchedUntil <= now);
}
