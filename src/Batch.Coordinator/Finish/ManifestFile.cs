using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Items;
using Batch.Coordinator.Files;
using Batch.Coordinator.Items;
using Batch.Coordinator.Publication;
using Batch.Coordinator.Storage;
using Batch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Finish;

/// <summary><c>manifest.jsonl</c>: a line for every source that was ever published into a folder, by name, streamed page by page.</summary>
internal sealed class ManifestFile(Store store)
{
    private const int Page = 500;

    /// <returns>The models that the items of this job were made with.</returns>
    public Task<IReadOnlyCollection<ModelUse>> WriteAsync(Job job, CancellationToken cancellationToken)
    {
        var folder = job.Submission.OutputFolder;
        Directory.CreateDirectory(folder);
        return AtomicFile.ReplaceAsync(
            Path.Join(folder, OutputNames.Manifest),
            Path.Join(folder, $".{OutputNames.Manifest}.tmp"),
            file => WriteAsync(file, job, cancellationToken),
            cancellationToken);
    }

    private async Task<IReadOnlyCollection<ModelUse>> WriteAsync(Stream file, Job job, CancellationToken cancellationToken)
    {
        var models = new SortedSet<ModelUse>();
        string? last = null;
        do
        {
            var after = last;
            var page = await store.ReadAsync(db => PageAsync(db, job.Submission.OutputFolder, after, cancellationToken), cancellationToken);
            foreach (var line in page)
            {
                await JsonSerializer.SerializeAsync(file, line, WireJson.Options, cancellationToken);
                file.WriteByte((byte)'\n');
                if (line.JobId == job.Id.Value && ModelUse.Of(line.Facts) is { } model)
                {
                    models.Add(model);
                }
            }

            last = page.Count == Page ? page[^1].Source : null;
        }
        while (last is not null);

        return models;
    }

    private static async Task<IReadOnlyList<ManifestLine>> PageAsync(BatchDbContext db, string folder, string? after, CancellationToken cancellationToken)
    {
        var items = await db.OutputEntries
            .Where(e => e.Folder == folder && (after == null || string.Compare(e.Source, after) > 0))
            .OrderBy(e => e.Source)
            .Take(Page)
            .Join(db.Items, e => e.ItemId, i => i.Id, (e, i) => i)
            .OrderBy(i => i.Source.Name)
            .ToListAsync(cancellationToken);
        return await ItemViews.LinesAsync(db, items, cancellationToken);
    }
}
