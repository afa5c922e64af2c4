using Batch.Coordinator.Storage;
using Batch.Core.Items;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Objects;

/// <summary>The objects of an item's last stage: its own, or those of the item that it reuses.</summary>
internal static class ResultObjects
{
    public static async Task<IReadOnlyList<CommittedObject>> OfAsync(
        BatchDbContext db,
        Item item,
        string lastStage,
        CancellationToken cancellationToken)
    {
        var own = await StageAsync(db, item, lastStage, cancellationToken);
        if (own.Count > 0 || item.ReusedFrom is not { } earlierId)
        {
            return own;
        }

        var earlier = await db.Items.SingleOrDefaultAsync(i => i.Id == earlierId, cancellationToken);
        return earlier is null ? [] : await StageAsync(db, earlier, lastStage, cancellationToken);
    }

    private static Task<List<CommittedObject>> StageAsync(BatchDbContext db, Item item, string stage, CancellationToken cancellationToken) =>
        db.Objects
            .Where(o => o.ItemId == item.Id && o.Round == item.Round && o.Stage == stage)
            .OrderBy(o => o.Sequence).ThenBy(o => o.Name)
            .ToListAsync(cancellationToken);
}
