using Batch.Coordinator.Items;
using Batch.Coordinator.Publication;
using Batch.Coordinator.Storage;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Finish;

/// <summary>Gives the items that published nothing their place in the manifest: what failed or was skipped stands there too.</summary>
internal sealed class ManifestEntries(Store store)
{
    private const int RowsPerCommand = 1_000;

    public async Task AddUnpublishedAsync(Job job, CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var after = cursor;
            cursor = await store.WriteAsync(scope => Add(scope, job, after), cancellationToken);
        }
        while (cursor is not null);
    }

    /// <returns>Where to go on; null at the end.</returns>
    private static string? Add(WriteScope scope, Job job, string? after)
    {
        var folder = job.Submission.OutputFolder;
        var items = ItemRows.After(scope.Db, after)
            .Where(i => i.JobId == job.Id && (i.State == ItemState.Failed || i.State == ItemState.Skipped || i.State == ItemState.Cancelled))
            .OrderBy(i => i.Id)
            .Take(RowsPerCommand)
            .AsNoTracking()
            .ToList();
        foreach (var item in items)
        {
            var entry = scope.Db.OutputEntries.Find(folder, item.Source.Name);
            if (entry is null)
            {
                scope.Db.OutputEntries.Add(new OutputEntry(folder, item.Source.Name)).Entity.Point(item.Id);
            }
            else if (item.State is not ItemState.Cancelled)
            {
                // What a cancelled job did not get to leaves the earlier result in its place.
                entry.Point(item.Id);
            }
        }

        return items.Count == RowsPerCommand ? items[^1].Id.Value : null;
    }
}
