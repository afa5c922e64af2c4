using Batch.Coordinator.Storage;
using Batch.Core.Items;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Items;

/// <summary>Pages of items.</summary>
internal static class ItemRows
{
    /// <summary>Items after the cursor, in the order in which they were listed.</summary>
    public static IQueryable<Item> After(BatchDbContext db, string? cursor) =>
        cursor is null ? db.Items : db.Items.FromSql($"SELECT * FROM items WHERE \"Id\" > {cursor}");
}
