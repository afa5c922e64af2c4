using System.Text.RegularExpressions;
using Batch.Coordinator.Chunks;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Tests.Storage;

public sealed partial class ReadyChunksTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task BestChunk_WhenLookedFor_IsTheFirstOfAnIndexRangeAndNothingIsSorted()
    {
        await _database.MigrateAsync();
        await using var db = _database.CreateDbContext();

        var plan = await PlanAsync(db, ReadyChunks.BestFirst(db, "local", "default", DateTimeOffset.UnixEpoch).Take(1).ToQueryString());

        Assert.Contains(plan, step => step.Contains("USING INDEX IX_chunks_ready ", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadyChunks_WhenCounted_AreARangeOfTheIndexThatHoldsNoOthers()
    {
        await _database.MigrateAsync();
        await using var db = _database.CreateDbContext();

        var plan = await PlanAsync(db, ReadyChunks.Due(db, "local", DateTimeOffset.UnixEpoch).Select(c => c.Spec.Weight).ToQueryString());

        // Partial indexes both: finished chunks are not in them.
        Assert.Contains(plan, step => step.Contains("INDEX IX_chunks_ready ", StringComparison.Ordinal) || step.Contains("INDEX IX_chunks_hinted ", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("SCAN", StringComparison.Ordinal));
    }

    private static async Task<List<string>> PlanAsync(DbContext db, string query)
    {
        // EF Core writes the parameters as shell commands before the query.
        var sql = Parameter().Replace(query, "");
        foreach (var parameter in Parameter().Matches(query).OrderByDescending(m => m.Groups["name"].Length))
        {
            sql = sql.Replace(parameter.Groups["name"].Value, parameter.Groups["value"].Value, StringComparison.Ordinal);
        }

        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The text is EF Core's own, of a query in this file.
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
#pragma warning restore CA2100
        var steps = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            steps.Add(reader.GetString(3));
        }

        return steps;
    }

    [GeneratedRegex(@"^\.param set (?<name>@\w+) (?<value>.*)\r?\n", RegexOptions.Multiline)]
    private static partial Regex Parameter();
}
