using Batch.Coordinator.Jobs;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Items;

namespace Batch.Coordinator.Items;

/// <summary>What follows, whatever ended it, when an item ends.</summary>
public sealed class ItemEnds(Signals signals)
{
    /// <summary>Counts an item that has just ended and, once that is durable, tells who waits for it.</summary>
    public void Record(WriteScope scope, Item item)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(item);
        var (job, id) = (item.JobId, item.Id);
        scope.Count(job, JobDelta.ItemEnded(item.State) with { ScratchBytes = -item.FreeScratch() });
        if (item is { Round: > 1, State: ItemState.Completed or ItemState.Partial })
        {
            // Another try has its result: that of the tries before is named by nobody any more, and so collected.
            scope.Db.Objects.RemoveRange(scope.Db.Objects.Where(o => o.ItemId == id && o.Round < item.Round));
        }

        scope.AfterCommit(() =>
        {
            signals.Jobs.Ended(job, id);
            signals.Finish.Raise();
            signals.Ahead.Raise();
            signals.Collection.Raise();
        });
    }
}
