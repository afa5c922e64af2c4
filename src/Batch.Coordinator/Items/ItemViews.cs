using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Costs;
using Batch.Contracts.Items;
using Batch.Coordinator.Costs;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Kinds;
using Batch.Coordinator.Storage;
using Batch.Core.Ids;
using Batch.Core.Items;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Items;

/// <summary>Shows items, and writes their manifest lines: a fixed number of queries for a page of them.</summary>
internal sealed class ItemViews(JobKinds kinds)
{
    /// <summary>Items of one job as REST shows them.</summary>
    public async Task<IReadOnlyList<ItemView>> OfAsync(BatchDbContext db, string kind, IReadOnlyList<Item> items, CancellationToken cancellationToken)
    {
        var details = await DetailsAsync(db, items, cancellationToken);
        return [.. items.Select(item => new ItemView
        {
            Id = item.Id.Value,
            Source = item.Source.Name,
            CustomId = item.Source.CustomId,
            Tags = Tags(item),
            State = StateWords.Of(item.State),
            Reused = item.ReusedFrom is not null,
            Stage = item.State is ItemState.Open ? kinds[kind].Stages[item.Stage].Name : null,
            Bytes = item.Source.Bytes,
            Sha256 = item.Sha256,
            Work = item.Work,
            Attempts = details.Attempts(item.Id),
            DeviceSeconds = details.Cost(item.Id).DeviceSeconds,
            Cost = details.Cost(item.Id).Cost,
            Facts = item.FactsJson is { } facts ? JsonElement.Parse(facts) : null,
            Outputs = details.Outputs(item.Id),
            Error = Error(item),
        })];
    }

    /// <summary>Items of any jobs as lines of a manifest.</summary>
    public static async Task<IReadOnlyList<ManifestLine>> LinesAsync(BatchDbContext db, IReadOnlyList<Item> items, CancellationToken cancellationToken)
    {
        var details = await DetailsAsync(db, items, cancellationToken);
        return [.. items.Select(item => new ManifestLine
        {
            Source = item.Source.Name,
            CustomId = item.Source.CustomId,
            Tags = Tags(item),
            Sha256 = item.Sha256,
            Status = StateWords.Of(item.State),
            JobId = item.JobId.Value,
            ItemId = item.Id.Value,
            Outputs = details.Outputs(item.Id),
            Attempts = details.Attempts(item.Id),
            DeviceSeconds = details.Cost(item.Id).DeviceSeconds,
            Cost = details.Cost(item.Id).Cost,
            Error = Error(item),
            Facts = ManifestFacts.Of(item.FactsJson),
        })];
    }

    private static Dictionary<string, string>? Tags(Item item) =>
        item.Source.TagsJson is { } tags ? JsonSerializer.Deserialize<Dictionary<string, string>>(tags, WireJson.Options) : null;

    private static ItemError? Error(Item item) =>
        item.Failure is { } failure ? new ItemError(failure.Code, failure.Message, failure.Remedy) : null;

    private static async Task<Details> DetailsAsync(BatchDbContext db, IReadOnlyList<Item> items, CancellationToken cancellationToken)
    {
        var ids = items.Select(i => i.Id).ToList();
        var payers = ids.Select(i => (ItemId?)i).ToList();
        var attempts = await db.Attempts
            .Where(a => ids.Contains(a.ItemId))
            .GroupBy(a => a.ItemId)
            .Select(g => new { Item = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Item, g => g.Count, cancellationToken);
        var postings = await db.Postings.Where(p => payers.Contains(p.Account.ItemId)).ToListAsync(cancellationToken);
        var outputs = await db.OutputFiles.Where(f => ids.Contains(f.ItemId)).OrderBy(f => f.Name).ToListAsync(cancellationToken);
        var rates = await Rates.LoadAsync(db, cancellationToken);
        var lines = postings.SelectMany(p => p.Lines.Select(line => (Item: p.Account.ItemId!.Value, line))).ToLookup(p => p.Item, p => p.line);
        return new Details(
            attempts,
            ids.Distinct().ToDictionary(id => id, id => rates.Total(lines[id].Select(l => (l.Time, l.RateVersion)))),
            outputs.ToLookup(f => f.ItemId, f => new PublishedOutput(f.Name, f.Bytes, f.Sha256)));
    }

    private sealed class Details(
        Dictionary<ItemId, int> attempts,
        Dictionary<ItemId, CostTotal> costs,
        ILookup<ItemId, PublishedOutput> outputs)
    {
        public int Attempts(ItemId item) => attempts.GetValueOrDefault(item);

        public CostTotal Cost(ItemId item) => costs[item];

        public IReadOnlyList<PublishedOutput> Outputs(ItemId item) => [.. outputs[item]];
    }
}
