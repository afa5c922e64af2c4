using Npgsql;

namespace Batch.Bench.Plan;

/// <summary>A database of the bench's own on a server, dropped with it.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private BenchDatabase(string server, string name) => (_server, _name) = (server, name);

    public string Connection => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ConnectionString;

    public static async Task<BenchDatabase> CreateAsync(string server, CancellationToken cancellationToken)
    {
        var name = $"batch_bench_{Guid.NewGuid():n}";
        await ExecuteAsync(server, $"CREATE DATABASE {name}", cancellationToken);
        return new BenchDatabase(server, name);
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync(_server, $"DROP DATABASE {_name} WITH (FORCE)", CancellationToken.None);

    private static async Task ExecuteAsync(string server, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
