using Batch.Contracts.Attempts;
using Batch.Coordinator.Tests.Fixture;
using Batch.Coordinator.Tests.Leases;
using Npgsql;

namespace Batch.Coordinator.Tests.Storage;

/// <summary>A million chunks are done, and nothing that happens all the time reads them.</summary>
[OnPostgres]
public sealed class ManyChunksTests
{
    private const int Done = 1_000_000;
    private const int Turns = 10;

    // A turn reads a few rows of each table, some of them several times.
    private const int MostRowsATurn = 60;

    private static readonly string[] Large = ["chunks", "attempts", "items"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Turn_WhenAMillionChunksAreDone_ReadsNoneOfThem()
    {
        await using var rig = await LeaseRig.StartAsync();
        await rig.AddJobAsync(items: 2 * Turns);
        await TurnAsync(rig, "worker-1");
        await CopyWhatIsDoneAsync(rig.Database);
        var before = await TableReads.CountAsync(rig.Database, Token);

        for (var turn = 0; turn < Turns; turn++)
        {
            await TurnAsync(rig, $"worker-{turn}");
        }

        var reads = (await TableReads.CountAsync(rig.Database, Token)).Since(before);
        Assert.All(Large, table => Assert.Equal((table, 0L), (table, reads.Scanned[table])));
        Assert.All(Large, table => Assert.InRange(reads.Fetched[table], 1, Turns * MostRowsATurn));
    }

    /// <summary>A worker comes, does a chunk, gives one back and goes; everything that looks around looks.</summary>
    private static async Task TurnAsync(LeaseRig rig, string instance)
    {
        var session = await rig.RegisterAsync(instance);
        var done = await rig.LeaseAsync(session);
        var back = await rig.LeaseAsync(session);
        await rig.BeatAsync(session, 1, 1_000, running: [(done, 300), (back, 300)]);
        Assert.True(await rig.FinishAsync(rig.Finished(done, 400)));
        await rig.BeatAsync(session, 2, 2_000, finished: [rig.Finished(back, 300, AttemptOutcome.Released)], closing: true, idle: 1_300);
        await rig.LookAsync();
        await rig.LetGoAsync();
        await rig.LookForUnservedAsync();
        await rig.CancelWaitingAsync();
    }

    /// <summary>What was done once is there a million times; statistics are as a server has them after a while.</summary>
    private static async Task CopyWhatIsDoneAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Token);
        await CopyAsync(connection, "items", "State", "Publishing", Done / 10);
        await CopyAsync(connection, "chunks", "State", "Committed", Done);
        await CopyAsync(connection, "attempts", "State", "Committed", Done);
        await ExecuteAsync(connection, "VACUUM ANALYZE");
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string table, string column, string value, int times)
    {
        var names = new List<string>();
        await using (var command = new NpgsqlCommand("SELECT column_name FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position", connection))
        {
            command.Parameters.Add(new NpgsqlParameter { Value = table });
            await using var rows = await command.ExecuteReaderAsync(Token);
            while (await rows.ReadAsync(Token))
            {
                names.Add(rows.GetString(0));
            }
        }

        // Ids, and what else is unique, differ in their last digits. A thousand workers did it.
        var values = names.Select(name => name switch
        {
            "Id" or "Spec_ItemId" or "ChunkId" or "Source_Name" or "Source_StemKey" => $"left(\"{name}\", -7) || lpad(n::text, 7, '0')",
            "ClaimId" => "gen_random_uuid()",
            "SessionId" => $"left(\"{name}\", -7) || lpad((n % 1000)::text, 7, '0')",
            _ => $"\"{name}\"",
        });
        var made = await ExecuteAsync(connection, $"""
            INSERT INTO {table} ({string.Join(", ", names.Select(n => $"\"{n}\""))})
            SELECT {string.Join(", ", values)} FROM (SELECT * FROM {table} WHERE "{column}" = '{value}' LIMIT 1) one, generate_series(1, {times}) n
            """);
        Assert.Equal(times, made);
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // Made of constants of this class and names of the schema.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
#pragma warning restore CA2100
        return await command.ExecuteNonQueryAsync(Token);
    }
}
