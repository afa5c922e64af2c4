using Batch.Coordinator.Storage;
using Batch.Coordinator.Tests.Fixture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Tests.Storage;

[OnPostgres]
public sealed class PostgresMigrationTests : IAsyncLifetime
{
    private string _database = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await PostgresServer.CreateEmptyDatabaseAsync();

    public ValueTask DisposeAsync()
    {
        PostgresServer.Drop(_database);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Migrations_WhenComparedWithTheModel_LackNothing()
    {
        await using var db = PostgresServer.Open(_database);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Schema_WhenMigrated_HasEveryIndexOfSqlite()
    {
        using var sqlite = new SqliteMigrations();
        await Update().RunAsync(Token);

        await using var db = PostgresServer.Open(_database);
        var indexes = await db.Database.SqlQuery<string>($"SELECT indexname AS \"Value\" FROM pg_indexes WHERE schemaname = 'public'").ToListAsync(Token);
        Assert.Empty((await sqlite.IndexesAsync()).Except(indexes));
    }

    [Theory]
    [InlineData("sessions", 50)]
    [InlineData("job_counters", 50)]
    [InlineData("attempts", 80)]
    [InlineData("chunks", 80)]
    public async Task Table_WhenItsRowsAreRenewed_KeepsRoomOnItsPages(string table, int filled)
    {
        await Update().RunAsync(Token);

        await using var db = PostgresServer.Open(_database);
        var options = await db.Database.SqlQuery<string[]>($"SELECT reloptions AS \"Value\" FROM pg_class WHERE relname = {table}").SingleAsync(Token);
        Assert.Equal([$"fillfactor={filled}"], options);
    }

    [Fact]
    public async Task Start_WhenTheSchemaIsBehind_IsRefusedUnlessItMayMigrate()
    {
        var pending = await Update().PendingAsync(Token);
        var refused = await Assert.ThrowsAsync<UnusableDatabaseException>(() => Update().EnsureAsync(Token));
        Assert.NotEmpty(pending);
        Assert.StartsWith($"The schema of the database is {pending.Count} step", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("behind: run 'batch migrate', or set Batch:Database:MigrateAtStart.", refused.Message, StringComparison.Ordinal);

        await Update(migrateAtStart: true).EnsureAsync(Token);

        Assert.Empty(await Update().PendingAsync(Token));
        await Update().EnsureAsync(Token);
    }

    [Fact]
    public async Task Schema_WhenSeveralMigrateAtOnce_IsMadeOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Update().RunAsync(Token)));

        Assert.Empty(await Update().PendingAsync(Token));
    }

    [Fact]
    public async Task Schema_WhenItIsNewer_IsLeftAloneAndRefused()
    {
        await Update().RunAsync(Token);
        await using (var db = PostgresServer.Open(_database))
        {
            await db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('29991231000000_Later', '99.0.0')""", Token);
        }

        foreach (var way in new Func<CancellationToken, Task>[] { Update().EnsureAsync, Update(migrateAtStart: true).EnsureAsync, Update().RunAsync })
        {
            var refused = await Assert.ThrowsAsync<UnusableDatabaseException>(() => way(Token));
            Assert.Contains("newer than this version of batch (29991231000000_Later", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Database_WhenNobodyAnswers_IsSaidWithoutTheSecret()
    {
        const string Secret = "hunter2";
        var options = new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = $"Host=127.0.0.1;Port=1;Username=batch;Password={Secret}" };
        var update = new SchemaUpdate(new Contexts(PostgresConnection.Of(options)), Options.Create(options));

        var refused = await Assert.ThrowsAsync<UnusableDatabaseException>(() => update.EnsureAsync(Token));
        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
        Assert.Contains("Batch:Database", refused.Message, StringComparison.Ordinal);
    }

    private SchemaUpdate Update(bool? migrateAtStart = null) => new(
        new Contexts(_database),
        Options.Create(new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = _database, MigrateAtStart = migrateAtStart }));

    private sealed class Contexts(string database) : IDbContextFactory<BatchDbContext>
    {
        public BatchDbContext CreateDbContext() => PostgresServer.Open(database);
    }

    private sealed class SqliteMigrations : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batch-migrations-");

        public async Task<List<string>> IndexesAsync()
        {
            var file = Path.Combine(_folder.FullName, "batch.db");
            await using var db = new SqliteBatchDbContext(new DbContextOptionsBuilder<SqliteBatchDbContext>().UseSqlite($"Data Source={file};Pooling=False").Options);
            await db.Database.MigrateAsync(Token);
            return await db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").ToListAsync(Token);
        }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
