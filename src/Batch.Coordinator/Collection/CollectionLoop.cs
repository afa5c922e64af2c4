using Batch.Coordinator.Loops;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Storage;
using Batch.Core.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Collection;

/// <summary>
/// Deletes what is not needed any more: scratch of items whose stages are done, scratch that failed attempts left, and objects that no result names. It goes by what the
/// store lists, so it finds what any crash left, and running it twice does nothing the second time.
/// </summary>
internal sealed class CollectionLoop(
    Store store,
    IObjectStore objects,
    Collector collector,
    Turns turns,
    IOptions<CollectionOptions> options,
    Signals signals,
    TimeProvider time,
    ILogger<CollectionLoop> logger)
    : LoopService(signals.Collection, TimeSpan.FromMinutes(1), time, logger)
{
    // Longer than it takes to write a manifest: a job's end is stamped before that.
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly TimeProvider _time = time;
    private DateTimeOffset _nextFullPass;

    // Jobs that were looked at since their last end; a retry ends one again.
    private HashSet<(JobId Job, DateTimeOffset EndedAt)> _looked = [];

    public override Task<bool> RunOnceAsync(CancellationToken cancellationToken) => turns.RunAsync("collection", CollectAsync, cancellationToken);

    private async Task<bool> CollectAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var abandoned = now - TimeSpan.FromHours(options.Value.OrphanHours);
        await collector.DeleteAsync("scratch/", abandoned, cancellationToken);
        if (now >= _nextFullPass)
        {
            await objects.DiscardUnfinishedAsync(abandoned, cancellationToken);
            await collector.DeleteAsync("jobs/", abandoned, cancellationToken);
            _nextFullPass = now + TimeSpan.FromHours(options.Value.FullPassHours);
        }

        var ended = await EndedAsync(now - Memory, cancellationToken);
        foreach (var (job, _) in ended.Except(_looked))
        {
            await collector.DeleteAsync(ObjectNames.JobPrefix(job), abandoned, cancellationToken);
        }

        _looked = ended;
        return false;
    }

    private Task<HashSet<(JobId Job, DateTimeOffset EndedAt)>> EndedAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        store.ReadAsync(
            async db =>
            {
                var jobs = await db.Jobs.Where(j => j.EndedAt >= since).Select(j => new { j.Id, j.EndedAt }).ToListAsync(cancellationToken);
                return jobs.Select(j => (j.Id, j.EndedAt!.Value)).ToHashSet();
            },
            cancellationToken);
}
