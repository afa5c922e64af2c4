using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Storage;

/// <summary>Tells a database that still reads from one that can be written: a full disk only shows in a write.</summary>
internal static class DurableProof
{
    /// <summary>Writes a page of the database even where its content stays the same: once committed, others could commit too.</summary>
    public static void ProveWritable(this WriteScope scope) => scope.Db.Database.ExecuteSqlRaw("PRAGMA user_version = 1;");
}
