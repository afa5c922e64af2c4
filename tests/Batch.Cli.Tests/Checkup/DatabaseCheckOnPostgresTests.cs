using Batch.Cli.Checkup;
using Batch.Cli.Schema;
using Batch.Cli.Tests.Fakes;
using Batch.Coordinator.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Batch.Cli.Tests.Checkup;

/// <summary>Against the server of <c>BATCH_TEST_POSTGRES</c>, in a database of its own.</summary>
public sealed class DatabaseCheckOnPostgresTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly string? _admin = Environment.GetEnvironmentVariable("BATCH_TEST_POSTGRES");
    private readonly string _database = $"batch_doctor_{Guid.NewGuid():n}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IConfiguration Configuration => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Batch:Database:Provider"] = "postgres",
            ["Batch:Database:ConnectionString"] = new NpgsqlConnectionStringBuilder(_admin) { Database = _database, Pooling = false }.ConnectionString,
        })
        .Build();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(_admin), "BATCH_TEST_POSTGRES is not set: no PostgreSQL server");
        await AdministerAsync($"CREATE DATABASE {_database}");
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        if (!string.IsNullOrEmpty(_admin))
        {
            await AdministerAsync($"DROP DATABASE {_database} WITH (FORCE)");
        }
    }

    [Fact]
    public async Task Database_WhenItsSchemaIsBehind_IsSaidWithTheRemedy_AndIsGoodAfterIt()
    {
        var before = await DatabaseCheck.RunAsync(_folder.Path, Configuration, Token);
        await using (var services = ConfiguredDatabase.Open(_folder.Path, Configuration))
        {
            await services.GetRequiredService<SchemaUpdate>().RunAsync(Token);
        }

        var after = await DatabaseCheck.RunAsync(_folder.Path, Configuration, Token);

        Assert.Equal(Finding.Missing, before.Finding);
        Assert.Matches("the schema is [0-9]+ steps? behind.*run 'batch migrate'", before.Line);
        Assert.Equal(Finding.Ok, after.Finding);
        Assert.Contains("up to date", after.Text, StringComparison.Ordinal);
    }

    private async Task AdministerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_admin);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
