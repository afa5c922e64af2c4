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
        scope.AfterCommit(() =>
        {
            signals.Jobs.Ended(job, id);
            signals.Finish.Raise();
            signals.Ahead.Raise();
            signals.Collection.Raise();
        });
    }
}
