using System.Data.Common;
using Batch.Coordinator.Home;
using Batch.Coordinator.Storage;
using Batch.Coordinator.Tests.Fixture;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Tests.Storage;

/// <summary>A database of a test's own, with the schema of the migrations, and a window on its commits.</summary>
internal sealed class TestDatabase : IDbContextFactory<BatchDbContext>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batch-storage-");
    private string? _postgres;
    private StorageHealth? _health;

    public TestDatabase() =>
        Home = new BatchHome(Options.Create(new CoordinatorOptions { Home = Path.Combine(_folder.FullName, "home") }));

    public BatchHome Home { get; }

    public StorageHealth Health => _health ??= new StorageHealth(Home, TimeProvider.System);

    public CommitWatch Commits { get; } = new();

    public string Source => new SqliteConnectionStringBuilder { DataSource = Home.Database }.ConnectionString;

    public BatchDbContext CreateDbContext() => _postgres is null
        ? new SqliteBatchDbContext(
            new DbContextOptionsBuilder<SqliteBatchDbContext>().UseSqlite(Source).AddInterceptors(new SqlitePragmas(), Commits).Options)
        : new PostgresBatchDbContext(
            new DbContextOptionsBuilder<PostgresBatchDbContext>().UseNpgsql(_postgres).AddInterceptors(new RowLocks.Clause(), Commits).Options);

    public async Task MigrateAsync()
    {
        if (PostgresServer.IsWanted)
        {
            _postgres ??= await PostgresServer.CreateDatabaseAsync();
        }

        Directory.CreateDirectory(Home.Folder);
        await new SchemaUpdate(this, Options.Create(new DatabaseOptions())).RunAsync(TestContext.Current.CancellationToken);
    }

    public async Task<Store> StartStoreAsync()
    {
        await MigrateAsync();
        var store = new Store(this, new ProcessClock(TimeProvider.System), Health);
        Commits.Forget();
        store.Start();
        return store;
    }

    public void Dispose()
    {
        using (var connection = new SqliteConnection(Source))
        {
            SqliteConnection.ClearPool(connection);
        }

        if (_postgres is not null)
        {
            PostgresServer.Drop(_postgres);
        }

        _folder.Delete(recursive: true);
    }
}

/// <summary>Counts commits, and stops or breaks the next one where a test asks for it.</summary>
internal sealed class CommitWatch : DbTransactionInterceptor
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Called just before a commit.</summary>
    public Action? Before { get; set; }

    public void Forget() => _count = 0;

    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        Before?.Invoke();
        return result;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        Interlocked.Increment(ref _count);
}
