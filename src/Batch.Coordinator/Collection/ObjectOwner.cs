using Batch.Coordinator.Objects;
using Batch.Core.Ids;

namespace Batch.Coordinator.Collection;

/// <summary>Whose an object is, read from its name.</summary>
/// <param name="Object">As the store lists it.</param>
/// <param name="Job">Its job.</param>
/// <param name="Item">Its item.</param>
/// <param name="IsScratch">Whether it is not needed once its item's last stage is done.</param>
internal sealed record ObjectOwner(ObjectEntry Object, JobId Job, ItemId Item, bool IsScratch)
{
    /// <summary>Null for a name that <see cref="ObjectNames"/> does not make.</summary>
    public static ObjectOwner? Of(ObjectEntry entry) =>
        entry.Name.Split('/') is [var kind and ("jobs" or "scratch"), var job, var item, ..]
        && SortableId.TryParse<JobId>(job, out var jobId)
        && SortableId.TryParse<ItemId>(item, out var itemId)
            ? new ObjectOwner(entry, jobId, itemId, kind == "scratch")
            : null;
}
