using Batch.Coordinator.Storage;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Tests.Storage;

public sealed class MigrationTests : IDisposable
{
    private readonly TestDatabase _database = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Migrations_WhenComparedWithTheModel_LackNothing()
    {
        using var db = _database.CreateDbContext();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Schema_WhenMigratedTwice_IsTheSame()
    {
        await _database.MigrateAsync();
        var first = await SchemaAsync();
        await _database.MigrateAsync();

        Assert.NotEmpty(first);
        Assert.Equal(first, await SchemaAsync());
    }

    [Fact]
    public async Task Migration_WhenOneWasKilledInTheMiddle_DoesNotWaitForItsLock()
    {
        await _database.MigrateAsync();
        await using (var db = _database.CreateDbContext())
        {
            await db.Database.ExecuteSqlRawAsync(
                """
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT OR REPLACE INTO "__EFMigrationsLock" VALUES (1, '2026-03-01 12:00:00');
                """,
                Token);
        }

        await _database.MigrateAsync().WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Theory]
    [InlineData("IX_chunks_ready")]
    [InlineData("IX_chunks_ready_by_job")]
    [InlineData("IX_chunks_hinted")]
    [InlineData("IX_chunks_item")]
    [InlineData("IX_items_source")]
    [InlineData("IX_postings_attempt")]
    [InlineData("IX_postings_session")]
    [InlineData("IX_attempts_open_by_session")]
    [InlineData("IX_attempts_open_by_job")]
    public async Task Index_WhenMigrated_IsThere(string name)
    {
        await _database.MigrateAsync();

        Assert.Contains(await SchemaAsync(), sql => sql.Contains($"\"{name}\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    [InlineData("busy_timeout", "10000")]
    public async Task Connection_WhenOpened_HasThePragmas(string pragma, string value)
    {
        await _database.MigrateAsync();
        await using var db = _database.CreateDbContext();
        await db.Database.OpenConnectionAsync(Token);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = pragma switch
        {
            "journal_mode" => "PRAGMA journal_mode",
            "synchronous" => "PRAGMA synchronous",
            "foreign_keys" => "PRAGMA foreign_keys",
            _ => "PRAGMA busy_timeout",
        };

        Assert.Equal(value, Convert.ToString(await command.ExecuteScalarAsync(Token), System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task<List<string>> SchemaAsync()
    {
        await using var db = _database.CreateDbContext();
        return await db.Database.SqlQuery<string>($"SELECT sql AS Value FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").ToListAsync(Token);
    }
}
