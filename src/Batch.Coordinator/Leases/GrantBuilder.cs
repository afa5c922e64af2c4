using System.Text.Json;
using Batch.Contracts.Kinds;
using Batch.Contracts.Leases;
using Batch.Contracts.Objects;
using Batch.Coordinator.Blobs;
using Batch.Coordinator.Kinds;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Storage;
using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Leases;

/// <summary>Puts together what an attempt gets: its range, its options and signed links to exactly its objects.</summary>
internal sealed class GrantBuilder(Store store, JobKinds kinds, IObjectLinks links, SignedUrls urls, BlobAccount blobs, IOptions<LeaseOptions> options)
{
    private const long MicrosPerSecond = 1_000_000;

    public Task<ChunkGrant> BuildAsync(Attempt attempt, string token, CancellationToken cancellationToken) =>
        store.ReadAsync(
            async db =>
            {
                var chunk = await db.Chunks.SingleAsync(c => c.Id == attempt.ChunkId, cancellationToken);
                var item = await db.Items.SingleAsync(i => i.Id == attempt.ItemId, cancellationToken);
                var job = await db.Jobs.SingleAsync(j => j.Id == attempt.JobId, cancellationToken);
                var stages = kinds[job.Submission.Kind].Stages;
                var stage = stages.Single(s => s.Name == chunk.Spec.Stage);
                var wallSeconds = stage.WallLimitSeconds + (int)(stage.WallLimitPerWorkSecond * chunk.Spec.Work / MicrosPerSecond);
                // From the store's own time: the wall limit plus two lease terms.
                var lifetime = TimeSpan.FromSeconds(wallSeconds) + (2 * options.Value.Term);
                return new ChunkGrant
                {
                    JobId = job.Id.Value,
                    ItemId = item.Id.Value,
                    ChunkId = chunk.Id.Value,
                    AttemptId = attempt.Id.Value,
                    AttemptNumber = attempt.Number,
                    Epoch = attempt.Epoch,
                    LeaseToken = token,
                    Kind = job.Submission.Kind,
                    Stage = stage.Name,
                    Sequence = chunk.Spec.Sequence,
                    RangeStart = chunk.Spec.RangeStart,
                    RangeEnd = chunk.Spec.RangeEnd,
                    Options = Json(item.OptionsJson ?? job.Submission.OptionsJson),
                    Payload = chunk.Spec.PayloadJson is { } payload ? Json(payload) : null,
                    Source = new SourceFacts(item.Source.Name, item.Source.Bytes, item.Sha256!, item.Source.CustomId),
                    Inputs = await InputsAsync(db, stages, job, item, chunk, lifetime, cancellationToken),
                    Outputs = await OutputsAsync(attempt, chunk, stage, lifetime, cancellationToken),
                    // No budget bounds it: what ends a run that hangs must be its wall limit, which counts as a try.
                    AuthorisedMicros = 2 * wallSeconds * MicrosPerSecond,
                    WallLimitSeconds = wallSeconds,
                };
            },
            cancellationToken);

    private async Task<IReadOnlyList<InputLink>> InputsAsync(
        BatchDbContext db,
        IReadOnlyList<StageDefinition> stages,
        Job job,
        Item item,
        Chunk chunk,
        TimeSpan lifetime,
        CancellationToken cancellationToken)
    {
        if (item.ReusedFrom is { } earlier)
        {
            return await EarlierResultAsync(db, stages[^1], earlier, lifetime, cancellationToken);
        }

        if (chunk.Spec.Stage == stages[0].Name)
        {
            return [await SourceAsync(item, lifetime, cancellationToken)];
        }

        var committed = await db.Objects
            .Where(o => o.ItemId == item.Id && o.Round == item.Round && o.JobId == job.Id)
            .OrderBy(o => o.Sequence)
            .ToListAsync(cancellationToken);
        var planned = chunk.Spec.Inputs.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var planningStage = stages[Math.Max(0, item.Stage - 1)].Name;
        var inputs = chunk.Spec.PayloadJson is null
            ? committed.Where(o => !o.Scratch)
            : committed.Where(o => o.Stage == planningStage && planned.Contains(o.Name, StringComparer.Ordinal));
        return await ReadLinksAsync(inputs.Select(o => (o.Role, o)), lifetime, cancellationToken);
    }

    private async Task<InputLink> SourceAsync(Item item, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var source = item.Source;
        return BlobPath.TryParse(source.Path, out var blob)
            ? new InputLink("source", await blobs.ReadLinkAsync(blob.Value, lifetime, cancellationToken), source.Bytes, item.Sha256, $"\"{source.ETag}\"")
            : new InputLink("source", urls.Source(item.Id, lifetime), source.Bytes, item.Sha256);
    }

    // An item whose content was done before is rendered from that result; the roles are the names of the last stage's outputs.
    private async Task<IReadOnlyList<InputLink>> EarlierResultAsync(
        BatchDbContext db,
        StageDefinition lastStage,
        Core.Ids.ItemId earlier,
        TimeSpan lifetime,
        CancellationToken cancellationToken)
    {
        var results = await db.Objects
            .Where(o => o.ItemId == earlier && o.Stage == lastStage.Name)
            .ToListAsync(cancellationToken);
        var round = results.Max(o => o.Round);
        return await ReadLinksAsync(results.Where(o => o.Round == round).Select(o => ($"earlier/{o.Name}", o)), lifetime, cancellationToken);
    }

    private async Task<IReadOnlyList<InputLink>> ReadLinksAsync(
        IEnumerable<(string Role, CommittedObject Object)> objects, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var inputs = new List<InputLink>();
        foreach (var (role, one) in objects)
        {
            inputs.Add(new InputLink(role, await links.ReadAsync(one.ObjectName, lifetime, cancellationToken), one.Bytes, one.Sha256));
        }

        return inputs;
    }

    private async Task<IReadOnlyList<OutputLink>> OutputsAsync(
        Attempt attempt, Chunk chunk, StageDefinition stage, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var outputs = new List<OutputLink>();
        foreach (var output in stage.Outputs)
        {
            var name = ObjectNames.Output(chunk, attempt.Epoch, output.Name, output.Scratch);
            outputs.Add(new OutputLink(
                output.Name,
                name,
                await links.CreateAsync(name, lifetime, cancellationToken),
                await links.ReadAsync(name, lifetime, cancellationToken)));
        }

        return outputs;
    }

    private static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
