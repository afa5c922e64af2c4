using Microsoft.Data.Sqlite;

namespace Batch.EndToEnd.Tests.Checking;

/// <summary>
/// Proves the invariants after a run, from the database and the objects alone: it shares no code with the product.
/// </summary>
internal sealed class InvariantChecker : IDisposable
{
    private readonly string _home;
    private readonly SqliteConnection _database;

    public InvariantChecker(string home)
    {
        _home = home;
        var source = new SqliteConnectionStringBuilder { DataSource = Path.Combine(home, "batch.db"), Pooling = false };
        _database = new SqliteConnection(source.ConnectionString);
        _database.Open();
    }

    /// <summary>Everything that must hold once no process runs and every job has ended.</summary>
    public void CheckAtRest()
    {
        Nothing("I1: a chunk that has not ended", "SELECT Id FROM chunks WHERE State NOT IN ('Committed', 'Failed', 'Cancelled')");
        Nothing("I1: a committed chunk without exactly one committed attempt", """
            SELECT c.Id FROM chunks c WHERE c.State = 'Committed'
            AND (SELECT COUNT(*) FROM attempts a WHERE a.ChunkId = c.Id AND a.State = 'Committed') <> 1
            """);
        Nothing("I1: a committed chunk without a result object", """
            SELECT c.Id FROM chunks c JOIN items i ON i.Id = c.Spec_ItemId AND i.Round = c.Spec_Round
            WHERE c.State = 'Committed' AND NOT EXISTS (
                SELECT 1 FROM objects o WHERE o.ItemId = c.Spec_ItemId AND o.Round = c.Spec_Round
                AND o.Stage = c.Spec_Stage AND o.Sequence = c.Spec_Sequence)
            """);
        Nothing("I2: chunks of a stage that leave a gap or overlap", """
            SELECT c.Id FROM chunks c WHERE c.Spec_PayloadJson IS NOT NULL AND c.Spec_RangeStart <> COALESCE((
                SELECT p.Spec_RangeEnd FROM chunks p WHERE p.Spec_ItemId = c.Spec_ItemId AND p.Spec_Round = c.Spec_Round
                AND p.Spec_Stage = c.Spec_Stage AND p.Spec_Sequence = c.Spec_Sequence - 1), 0)
            """);
        Nothing("I2: chunks that do not reach the end of their item", """
            SELECT i.Id FROM items i JOIN (
                SELECT Spec_ItemId AS Item, Spec_Round AS Round, MAX(Spec_RangeEnd) AS Reached FROM chunks
                WHERE Spec_PayloadJson IS NOT NULL GROUP BY Spec_ItemId, Spec_Round) r ON r.Item = i.Id AND r.Round = i.Round
            WHERE r.Reached <> i.Work
            """);
        Nothing("I3: an attempt that is still open", "SELECT Id FROM attempts WHERE State = 'Running'");
        Nothing("I3: an attempt without exactly one posting", """
            SELECT a.Id FROM attempts a WHERE (SELECT COUNT(*) FROM postings p WHERE p.Account_AttemptId = a.Id) <> 1
            """);
        Nothing("I3: a posting whose lines are not its attempt's meter", """
            SELECT a.Id FROM attempts a JOIN postings p ON p.Account_AttemptId = a.Id
            WHERE (SELECT SUM(l.Time) FROM posting_lines l WHERE l.PostingId = p.Id) <> a.Meter_Run + a.Meter_QualityRedo
            """);
        Nothing("I3: a session that is still live", "SELECT Id FROM sessions WHERE State IN ('Live', 'Draining')");
        Nothing("I3: a session whose causes do not add up to its uptime", """
            SELECT s.Id FROM sessions s WHERE s.At * s.Devices <>
                s.Idle + s.ColdStart + s.Unattributed
                + COALESCE((SELECT SUM(a.Meter_Run + a.Meter_QualityRedo) FROM attempts a WHERE a.SessionId = s.Id), 0)
            """);
        Nothing("I3: a roll-up that is not the sum of its postings", """
            SELECT r.Account FROM rollups r WHERE r.Time <> (
                SELECT COALESCE(SUM(l.Time), 0) FROM posting_lines l JOIN postings p ON p.Id = l.PostingId
                WHERE COALESCE(p.Account_JobId, 'pool:' || p.Account_Pool) = r.Account AND p.Account_Stage = r.Stage
                AND p.Account_Pool = r.Pool AND p.Account_Model = r.Model AND l.Cause = r.Cause
                AND l.RateVersion = r.RateVersion AND date(p.At / 1000000, 'unixepoch') = r.Day)
            """);
        Nothing("I4: useful time outside committed attempts", """
            SELECT a.Id FROM attempts a JOIN postings p ON p.Account_AttemptId = a.Id JOIN posting_lines l ON l.PostingId = p.Id
            WHERE l.Cause IN ('Useful', 'QualityRedo') AND a.State <> 'Committed'
            """);
        Nothing("scratch or chunks that run ahead, counted of a job that has ended",
            "SELECT JobId FROM job_counters WHERE ScratchBytes <> 0 OR ChunksAhead <> 0 UNION SELECT Id FROM items WHERE ScratchBytes <> 0");
        Nothing("I5: a job that has not ended", "SELECT Id FROM jobs WHERE State NOT IN ('Completed', 'CompletedWithErrors', 'Failed', 'Cancelled')");
        Nothing("I6: a chunk committed by an attempt of another epoch", """
            SELECT c.Id FROM chunks c JOIN attempts a ON a.Id = c.Attempt WHERE c.State = 'Committed' AND a.Epoch <> c.Epoch
            """);
        CheckObjects();
    }

    public long Count(string table, string where = "1") => (long)Scalar($"SELECT COUNT(*) FROM {table} WHERE {where}")!;

    public void Dispose() => _database.Dispose();

    private void CheckObjects()
    {
        var named = Column("SELECT ObjectName FROM objects WHERE Scratch = 0").ToHashSet(StringComparer.Ordinal);
        var root = Path.Combine(_home, "objects");
        var stored = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Empty(stored.Except(named).Select(orphan => $"an object that nothing names: {orphan}"));
        Assert.Empty(named.Except(stored).Select(lost => $"a committed object that is not there: {lost}"));
    }

    private void Nothing(string what, string query) => Assert.Empty(Column(query).Select(id => $"{what}: {id}"));

    private List<string> Column(string query)
    {
        using var command = _database.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    private object? Scalar(string query)
    {
        using var command = _database.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar();
    }
}
