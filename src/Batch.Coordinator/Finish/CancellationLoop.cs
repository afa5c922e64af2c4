using Batch.Coordinator.Items;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Batch.Coordinator.Finish;

/// <summary>
/// Closes what is left of cancelled jobs: pending items, ready and held chunks, and items of which nothing runs any more. What runs
/// is told to stop by its worker's next heartbeat; what it still commits is kept.
/// </summary>
internal sealed class CancellationLoop(
    Store store,
    ItemEnds ends,
    Signals signals,
    TimeProvider time,
    ILogger<CancellationLoop> logger)
    : LoopService(signals.Cancellation, TimeSpan.FromSeconds(1), time, logger)
{
    private const int RowsPerCommand = 1_000;

    private readonly JobTurns _turns = new(time, logger);

    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var jobs = await store.ReadAsync(
            db => db.Jobs.Where(j => j.State == JobState.Cancelling).OrderBy(j => j.Id).ToListAsync(cancellationToken),
            cancellationToken);
        return await _turns.EachAsync(jobs, job => store.WriteAsync(scope => Close(scope, job.Id), cancellationToken), cancellationToken);
    }

    /// <returns>Whether a full page was closed, and more may be left.</returns>
    private bool Close(WriteScope scope, JobId id)
    {
        // It goes on from here to its end only, so that its row needs no lock.
        if (scope.Db.Jobs.Find(id) is not { State: JobState.Cancelling } job)
        {
            return false;
        }

        // Chunks first: an item ends once none of its chunks is ready or leased. The rows must be told to the database
        // before it is asked about them.
        var closed = CancelWaiting(scope, id);
        scope.Db.SaveChanges();
        closed += CancelItems(scope, job);
        // A job without anything open ends although no item of it does.
        scope.AfterCommit(signals.Finish.Raise);
        return closed >= RowsPerCommand;
    }

    private static int CancelWaiting(WriteScope scope, JobId job)
    {
        // A query for each state: each has an index of its own.
        var ready = Of(ChunkState.Ready, RowsPerCommand);
        var held = Of(ChunkState.Held, RowsPerCommand - ready.Count);
        scope.Count(job, new JobDelta
        {
            ChunksOpen = -(ready.Count + held.Count),
            ChunksAhead = -ready.Count(c => c.Spec.RunsAhead),
        });
        ready.ForEach(c => c.Cancel());
        held.ForEach(c => c.Cancel());
        return ready.Count + held.Count;

        List<Chunk> Of(ChunkState state, int most) =>
            [.. scope.Db.Chunks.Where(c => c.Spec.JobId == job && c.State == state).OrderBy(c => c.Id).Take(most).ForUpdate()];
    }

    private int CancelItems(WriteScope scope, Job job)
    {
        var db = scope.Db;
        var pending = db.Items.Where(i => i.JobId == job.Id && i.State == ItemState.Pending).OrderBy(i => i.Id).Take(RowsPerCommand).ForUpdate().ToList();
        scope.Count(job.Id, new JobDelta { ItemsPending = -pending.Count });
        var stopped = db.Items
            .Where(i => i.JobId == job.Id && i.State == ItemState.Open)
            .Where(i => !OpenChunks(db).Any(c => c.Spec.ItemId == i.Id))
            .OrderBy(i => i.Id)
            .Take(RowsPerCommand)
            .ForUpdate()
            .ToList();
        // A commit that held one of them may have opened its next stage meanwhile: under the lock it is asked again.
        var stoppedIds = stopped.ConvertAll(i => i.Id);
        var reopened = OpenChunks(db).Where(c => stoppedIds.Contains(c.Spec.ItemId)).Select(c => c.Spec.ItemId).ToHashSet();
        stopped.RemoveAll(i => reopened.Contains(i.Id));
        // Without all names it is not known which stems are shared: such an item cannot be published any more.
        var unpublished = job.EnumerationComplete
            ? []
            : db.Items.Where(i => i.JobId == job.Id && i.State == ItemState.Publishing).OrderBy(i => i.Id).Take(RowsPerCommand).ForUpdate().ToList();
        List<Item> all = [.. pending, .. stopped, .. unpublished];
        foreach (var item in all)
        {
            item.Cancel();
            ends.Record(scope, item);
        }

        return all.Count;
    }

    private static IQueryable<Chunk> OpenChunks(BatchDbContext db) =>
        db.Chunks.Where(c => c.State == ChunkState.Ready || c.State == ChunkState.Held || c.State == ChunkState.Leased);
}
