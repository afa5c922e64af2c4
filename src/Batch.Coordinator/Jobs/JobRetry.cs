using Batch.Coordinator.Audit;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Jobs;

/// <summary>Opens the failed and partial items of a job again; what they counted for is taken back.</summary>
internal sealed class JobRetry(Store store, Signals signals)
{
    private const int ItemsPerCommand = 500;

    public async Task<ChangeOutcome> RetryAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (!SortableId.TryParse<JobId>(id, out var job))
        {
            return new ChangeOutcome.Unknown();
        }

        var outcome = await store.WriteAsync(scope => Begin(scope, caller, job), cancellationToken);
        if (outcome is ChangeOutcome.Changed)
        {
            // A command stays small; an item that fails again meanwhile may be opened once more.
            while (await store.WriteAsync(scope => Reopen(scope, job), cancellationToken))
            {
            }
        }

        return outcome;
    }

    private ChangeOutcome Begin(WriteScope scope, Caller caller, JobId id)
    {
        if (scope.Db.Jobs.AsNoTracking().SingleOrDefault(j => j.Id == id) is not { } asked || asked.Submission.Project != caller.Project)
        {
            return new ChangeOutcome.Unknown();
        }

        // Items before their job, as everybody locks them.
        var items = WithErrors(scope, id);
        if (items.Count == 0)
        {
            return new ChangeOutcome.TooLate("The job has no failed or partial items.");
        }

        var job = scope.Db.Jobs.ForUpdate().Single(j => j.Id == id);
        if (!job.Reopen())
        {
            return new ChangeOutcome.TooLate($"The job is {StateWords.Of(job.State)}; its failed items can be retried while it runs or once it has completed with errors.");
        }

        scope.Db.AuditEntries.Add(new AuditEntry(caller.Project, caller.Name, "job.retry", id.Value, scope.Now));
        Reopen(scope, id, items);
        return new ChangeOutcome.Changed(id);
    }

    /// <returns>Whether there may be more.</returns>
    private bool Reopen(WriteScope scope, JobId id)
    {
        var items = WithErrors(scope, id);
        if (scope.Db.Jobs.ForShare().SingleOrDefault(j => j.Id == id) is not { Runs: true })
        {
            return false;
        }

        Reopen(scope, id, items);
        return items.Count == ItemsPerCommand;
    }

    private void Reopen(WriteScope scope, JobId id, List<Item> items)
    {
        foreach (var item in items)
        {
            scope.Count(id, TakeBack(scope.Db, item));
            item.Retry();
        }

        scope.AfterCommit(() =>
        {
            signals.Enumeration.Raise();
            signals.Jobs.Raise(id);
        });
    }

    private static List<Item> WithErrors(WriteScope scope, JobId id) =>
    [
        .. scope.Db.Items
            .Where(i => i.JobId == id && (i.State == ItemState.Failed || i.State == ItemState.Partial))
            .OrderBy(i => i.Id)
            .Take(ItemsPerCommand)
            .ForUpdate(),
    ];

    private static JobDelta TakeBack(BatchDbContext db, Item item)
    {
        var chunks = db.Chunks.Where(c => c.Spec.ItemId == item.Id && c.Spec.Round == item.Round).ToList();
        var planned = chunks.Where(c => c.Spec.IsPlanned).ToList();
        var isReused = item.ReusedFrom is not null;
        var workKnown = isReused ? 0 : item.Work;
        // Where the plan left nothing to do, all of its work counted as done.
        var workDone = planned.Count == 0 ? workKnown : planned.Where(c => c.State is ChunkState.Committed).Sum(c => c.Spec.Work);
        return new JobDelta
        {
            ItemsOpen = 1,
            ItemsPending = 1,
            ItemsReused = isReused ? -1 : 0,
            ItemsFailed = item.State is ItemState.Failed ? -1 : 0,
            ItemsPartial = item.State is ItemState.Partial ? -1 : 0,
            WorkKnown = -workKnown,
            WorkDone = -workDone,
            WorkFailed = -planned.Where(c => c.State is ChunkState.Failed).Sum(c => c.Spec.Work),
            ChunksCommitted = -chunks.Count(c => c.State is ChunkState.Committed),
            ChunksFailed = -chunks.Count(c => c.State is ChunkState.Failed),
        };
    }
}
