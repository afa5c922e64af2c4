using Npgsql;

namespace Batch.Coordinator.Tests.Storage;

/// <summary>What PostgreSQL itself counts of the reading of its tables.</summary>
/// <param name="Scanned">Rows read by going through a whole table, by table.</param>
/// <param name="Fetched">Rows fetched over an index, by table.</param>
internal sealed record TableReads(IReadOnlyDictionary<string, long> Scanned, IReadOnlyDictionary<string, long> Fetched)
{
    private const string Sql = "SELECT relname, seq_tup_read, COALESCE(idx_tup_fetch, 0) FROM pg_stat_user_tables";
    private const string Others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    /// <summary>Every connection of the pools is closed first: a server process reports for certain only when it ends.</summary>
    public static async Task<TableReads> CountAsync(string database, CancellationToken cancellationToken)
    {
        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        while (await ScalarAsync(connection, Others, cancellationToken) > 0)
        {
            await Task.Yield();
        }

        var (scanned, fetched) = (new Dictionary<string, long>(), new Dictionary<string, long>());
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            scanned[rows.GetString(0)] = rows.GetInt64(1);
            fetched[rows.GetString(0)] = rows.GetInt64(2);
        }

        return new TableReads(scanned, fetched);
    }

    public TableReads Since(TableReads earlier) => new(Minus(Scanned, earlier.Scanned), Minus(Fetched, earlier.Fetched));

    private static Dictionary<string, long> Minus(IReadOnlyDictionary<string, long> later, IReadOnlyDictionary<string, long> earlier) =>
        later.ToDictionary(count => count.Key, count => count.Value - earlier.GetValueOrDefault(count.Key));

    private static async Task<long> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // A constant of this class.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
