using Batch.Coordinator.Jobs;
using Batch.Core.Ledger;
using Batch.Core.Metering;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Storage;

/// <summary>
/// Writes what a group adds to rows that everybody adds to, last of all and in the order of their keys. The database adds, so
/// that no coordinator overwrites what another one added.
/// </summary>
internal static class SharedRows
{
    private static readonly string CountersUpsert = Upsert(
        "job_counters",
        [nameof(JobCounters.JobId)],
        [.. JobDelta.Fields.Select(f => f.Name)]);

    private static readonly string RollupUpsert = Upsert(
        "rollups",
        [
            nameof(RollupKey.Account), nameof(RollupKey.Stage), nameof(RollupKey.Pool), nameof(RollupKey.Model),
            nameof(RollupKey.Cause), nameof(RollupKey.RateVersion), nameof(RollupKey.Day),
        ],
        [nameof(Ledger.Rollup.Time)]);

    public static void Write(BatchDbContext db, WriteScope group)
    {
        foreach (var job in group.Jobs.GroupBy(d => d.Job.Value, d => d.Delta).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            db.Database.ExecuteSqlRaw(CountersUpsert, [job.Key, .. JobDelta.Fields.Select(f => (object)job.Sum(f.Value))]);
        }

        foreach (var (key, time) in group.Rollups
            .GroupBy(r => r.Key, (key, rows) => (Key: Values(key), Time: rows.Aggregate(DeviceTime.Zero, (sum, r) => sum + r.Time)))
            .OrderBy(r => string.Join('\n', r.Key), StringComparer.Ordinal))
        {
            db.Database.ExecuteSqlRaw(RollupUpsert, [.. key, time.Micros]);
        }
    }

    private static object[] Values(RollupKey key) =>
        [key.Account, key.Stage, key.Pool, key.Model, key.Cause.ToString(), key.RateVersion, key.Day];

    private static string Upsert(string table, string[] key, string[] sums)
    {
        string[] columns = [.. key, .. sums];
        return $"""
            INSERT INTO {table} ({Names(columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"{{{i}}}"))})
            ON CONFLICT ({Names(key)}) DO UPDATE SET {string.Join(", ", sums.Select(s => $"\"{s}\" = {table}.\"{s}\" + excluded.\"{s}\""))}
            """;
    }

    private static string Names(IEnumerable<string> columns) => string.Join(", ", columns.Select(c => $"\"{c}\""));
}
