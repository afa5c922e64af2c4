using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Batch.Coordinator.Storage;

/// <summary>
/// The embedded database; its migrations are in <c>Storage/Migrations/Sqlite</c>. It has one process and in that one writer,
/// so that nothing is to be locked.
/// </summary>
public sealed class SqliteBatchDbContext(DbContextOptions<SqliteBatchDbContext> options) : BatchDbContext(options)
{
    internal override bool IsShared => false;

    internal override void Lock(IEnumerable<LockedRow> rows)
    {
    }

    // A page of the database even where its content stays the same: once committed, others could commit too.
    internal override void ProveWritable() => Database.ExecuteSqlRaw("PRAGMA user_version = 1;");

    internal override async Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellationToken)
    {
        // Deferred: it never holds up the writer.
        await Database.OpenConnectionAsync(cancellationToken);
        var snapshot = ((SqliteConnection)Database.GetDbConnection()).BeginTransaction(IsolationLevel.Serializable, deferred: true);
        return (await Database.UseTransactionAsync(snapshot, cancellationToken))!;
    }

    // A kill during a migration leaves EF Core's lock table behind, and every later start would wait for it for ever. The
    // home's lock says that nobody else is migrating.
    internal override async Task MigrateAloneAsync(CancellationToken cancellationToken)
    {
        await Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock";""", cancellationToken);
        await Database.MigrateAsync(cancellationToken);
    }

    internal override Task<bool> TakeTurnAsync(string duty, CancellationToken cancellationToken) => Task.FromResult(true);

    internal override Task KeepTurnAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
