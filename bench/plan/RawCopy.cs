using Npgsql;

namespace Batch.Bench.Plan;

/// <summary>What PostgreSQL itself takes for the same rows: one binary COPY into a table with the same columns and indexes.</summary>
internal static class RawCopy
{
    public static async Task<(long Rows, TimeSpan Time)> RunAsync(string database, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
        var rows = await ScalarAsync(connection, "SELECT count(*) FROM chunks", cancellationToken);
        await ScalarAsync(connection, "CREATE TABLE bare (LIKE chunks INCLUDING ALL); CHECKPOINT; SELECT 0::bigint", cancellationToken);
        var file = Path.GetTempFileName();
        try
        {
            await using (var from = await connection.BeginRawBinaryCopyAsync("COPY chunks TO STDOUT (FORMAT binary)", cancellationToken))
            await using (var to = File.Create(file))
            {
                await from.CopyToAsync(to, cancellationToken);
            }

            var start = TimeProvider.System.GetTimestamp();
            await using (var from = File.OpenRead(file))
            await using (var to = await connection.BeginRawBinaryCopyAsync("COPY bare FROM STDIN (FORMAT binary)", cancellationToken))
            {
                await from.CopyToAsync(to, cancellationToken);
            }

            return (rows, TimeProvider.System.GetElapsedTime(start));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<long> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // Constants of this class.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
