using System.Data;
using Batch.Coordinator.Jobs;
using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Batch.Coordinator.Storage;

/// <summary>The production database, which several coordinators may share; its migrations are in <c>Storage/Migrations/Postgres</c>.</summary>
public sealed class PostgresBatchDbContext(DbContextOptions<PostgresBatchDbContext> options) : BatchDbContext(options)
{
    internal override bool IsShared => true;

    /// <summary>New rows that come in numbers go by COPY, see <see cref="BulkInsert"/>.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => BulkInsert.Send(this) + base.SaveChanges(acceptAllChangesOnSuccess);

    internal override void Lock(IEnumerable<LockedRow> rows)
    {
        var tables = rows.GroupBy(row => row.Table, row => row.Id).OrderBy(table => table.Key).ToList();
        if (tables.Count > 0)
        {
            var statements = tables.Select((table, i) => $$"""SELECT 1 FROM {{LockedRow.NameOf(table.Key)}} WHERE "Id" = ANY({{{i}}}) ORDER BY "Id" {{LockedRow.ModeOf(table.Key)}};""");
            Database.ExecuteSqlRaw(string.Concat(statements), tables.Select(table => (object)table.Distinct().ToArray()));
        }
    }

    // A transaction with a number of its own writes and flushes a commit record.
    internal override void ProveWritable() => Database.ExecuteSqlRaw("SELECT pg_current_xact_id();");

    internal override Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellationToken) =>
        Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    /// <summary>
    /// EF's own lock ends with each migration, and who waited for it does not look again at what is there: two processes would
    /// both do the second one.
    /// </summary>
    internal override async Task MigrateAloneAsync(CancellationToken cancellationToken)
    {
        if (!await Database.CanConnectAsync(cancellationToken))
        {
            // A database that is not there yet is made by the migration itself.
            await Database.MigrateAsync(cancellationToken);
            return;
        }

        await Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await Database.ExecuteSqlRawAsync("SELECT pg_advisory_lock(hashtextextended('migration', 0));", cancellationToken);
            await Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            // The connection goes back to its pool, and the lock would go with it. One that broke has lost it already.
            if (Database.GetDbConnection().State is ConnectionState.Open)
            {
                await Database.ExecuteSqlRawAsync("SELECT pg_advisory_unlock_all();", CancellationToken.None);
            }

            await Database.CloseConnectionAsync();
        }
    }

    /// <summary>
    /// The lock ends with the transaction, and that ends with the connection: at the latest when the server has not heard of it
    /// for <see cref="PostgresConnection.LongestPause"/>.
    /// </summary>
    internal override async Task<bool> TakeTurnAsync(string duty, CancellationToken cancellationToken)
    {
        await Database.BeginTransactionAsync(cancellationToken);
        return await Database
            .SqlQuery<bool>($"""SELECT pg_try_advisory_xact_lock(hashtextextended({duty}, 0)) AS "Value" """)
            .SingleAsync(cancellationToken);
    }

    internal override Task KeepTurnAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlRawAsync("SELECT 1;", cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // As SQLite and ordinal comparison do: ids are compared and paged through as text.
        foreach (var text in modelBuilder.Model.GetEntityTypes().SelectMany(PropertiesOf).Where(IsText))
        {
            text.SetCollation("C");
        }

        // Rows that are renewed again and again keep room on their page for the next version.
        modelBuilder.Entity<WorkerSession>().HasStorageParameter("fillfactor", 50);
        modelBuilder.Entity<JobCounters>().HasStorageParameter("fillfactor", 50);
        modelBuilder.Entity<Attempt>().HasStorageParameter("fillfactor", 80);
        modelBuilder.Entity<Chunk>().HasStorageParameter("fillfactor", 80);
    }

    private static IEnumerable<IMutableProperty> PropertiesOf(IMutableTypeBase type) =>
        type.GetProperties().Concat(type.GetComplexProperties().SelectMany(complex => PropertiesOf(complex.ComplexType)));

    private static bool IsText(IMutableProperty property) =>
        (property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType) == typeof(string);
}
