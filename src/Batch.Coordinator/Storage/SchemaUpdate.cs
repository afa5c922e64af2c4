using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Storage;

/// <summary>Brings the schema up to date before anything else runs.</summary>
internal sealed class SchemaUpdate(IDbContextFactory<SqliteBatchDbContext> contexts)
{
    /// <summary>Runs under the home lock, so that nobody else can be migrating.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // A kill during a migration leaves EF Core's lock table behind, and every later start would wait for it for ever.
        await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock";""", cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }
}
