using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Jobs;
using Batch.Coordinator.Kinds;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Storage;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Publication;

/// <summary>Everything that the publication of one item needs to know, read at once.</summary>
internal sealed record PublicationPlan
{
    public required Item Item { get; init; }

    public required string Folder { get; init; }

    public required bool Overwrite { get; init; }

    /// <summary>Whether another item of the job has the same stem.</summary>
    public required bool SharedStem { get; init; }

    public required IReadOnlyList<WantedOutput> Outputs { get; init; }

    /// <summary>Names in the folder that belong to other sources.</summary>
    public required IReadOnlySet<string> Foreign { get; init; }

    /// <summary>Names in the folder that we published for this source before.</summary>
    public required IReadOnlySet<string> Ours { get; init; }

    public static async Task<PublicationPlan> ReadAsync(BatchDbContext db, JobKinds kinds, Job job, Item item, CancellationToken cancellationToken)
    {
        var spec = JsonSerializer.Deserialize<JobSpec>(job.Submission.SpecJson, WireJson.Options)!;
        var folder = job.Submission.OutputFolder;
        var shared = await db.Items.AnyAsync(
            i => i.JobId == job.Id && i.Source.StemKey == item.Source.StemKey && i.Id != item.Id && i.State != ItemState.Skipped,
            cancellationToken);
        var outputs = await OutputsAsync(db, kinds, job, item, spec.Output.Formats, cancellationToken);
        var candidates = outputs.SelectMany(o => OutputNames.Candidates(item.Source.Name, o.Format, o.Naming, shared)).ToList();
        var owners = await db.OutputFiles
            .Where(f => f.Folder == folder && candidates.Contains(f.Name))
            .Join(db.Items, f => f.ItemId, i => i.Id, (f, i) => new { f.Name, Source = i.Source.Name })
            .ToListAsync(cancellationToken);
        return new PublicationPlan
        {
            Item = item,
            Folder = folder,
            Overwrite = spec.Output.Overwrite,
            SharedStem = shared,
            Outputs = outputs,
            Foreign = owners.Where(o => o.Source != item.Source.Name).Select(o => o.Name).ToHashSet(StringComparer.Ordinal),
            Ours = owners.Where(o => o.Source == item.Source.Name).Select(o => o.Name).ToHashSet(StringComparer.Ordinal),
        };
    }

    private static async Task<IReadOnlyList<WantedOutput>> OutputsAsync(
        BatchDbContext db,
        JobKinds kinds,
        Job job,
        Item item,
        IReadOnlyList<string>? formats,
        CancellationToken cancellationToken)
    {
        var stage = kinds[job.Submission.Kind].Stages[^1];
        var objects = await ResultObjects.OfAsync(db, item, stage.Name, cancellationToken);
        return [.. objects
            .Join(stage.Outputs, o => o.Name, d => d.Name, (o, d) => (Object: o, Definition: d))
            .Where(o => o.Definition.Format is { } format && (formats is null || formats.Contains(format)))
            .Select(o => new WantedOutput(o.Definition.Format!, o.Definition.Naming, o.Object.ObjectName, o.Object.Bytes, o.Object.Sha256))];
    }
}
