using Batch.Contracts.Items;
using Batch.Coordinator.Storage;
using Batch.Core.Items;
using Batch.Core.Jobs;

namespace Batch.Coordinator.Publication;

/// <summary>Puts on record what was published: the files that are ours, and the item that speaks for its source.</summary>
internal static class PublishedFiles
{
    public static void Record(WriteScope scope, Job job, Item item, IReadOnlyList<PublishedOutput> outputs)
    {
        var db = scope.Db;
        var folder = job.Submission.OutputFolder;
        var entry = db.OutputEntries.Find(folder, item.Source.Name);
        if (entry is null)
        {
            entry = db.OutputEntries.Add(new OutputEntry(folder, item.Source.Name)).Entity;
        }
        else
        {
            TakeOver(db, folder, job, item, entry);
        }

        entry.Point(item.Id);
        foreach (var output in outputs)
        {
            var file = db.OutputFiles.Find(folder, output.Name) ?? db.OutputFiles.Add(new OutputFile(folder, output.Name)).Entity;
            file.Update(item.Id, output.Bytes, output.Sha256);
        }
    }

    // Formats that an earlier run published of the very same result still stand: they go on being this source's outputs.
    private static void TakeOver(BatchDbContext db, string folder, Job job, Item item, OutputEntry entry)
    {
        var earlier = db.Items.Find(entry.ItemId);
        if (earlier is null || earlier.Id == item.Id || earlier.Sha256 != item.Sha256 || !earlier.IsNamedLike(item)
            || db.Jobs.Find(earlier.JobId) is not { } its || earlier.FingerprintIn(its) != item.FingerprintIn(job))
        {
            return;
        }

        foreach (var file in db.OutputFiles.Where(f => f.Folder == folder && f.ItemId == earlier.Id).ToList())
        {
            file.Update(item.Id, file.Bytes, file.Sha256);
        }
    }
}
