using Microsoft.Data.Sqlite;

namespace Batch.EndToEnd.Tests.Machine;

/// <summary>Looks into the database of a home, also while the system writes it.</summary>
internal sealed class Database(string home)
{
    /// <summary>The first column of every row; nothing where the database or the table is not there yet.</summary>
    public IReadOnlyList<string> Column(string query)
    {
        var file = Path.Combine(home, "batch.db");
        if (!File.Exists(file))
        {
            return [];
        }

        try
        {
            var source = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 5 };
            using var database = new SqliteConnection(source.ConnectionString);
            database.Open();
            using var command = database.CreateCommand();
            command.CommandText = query;
            using var reader = command.ExecuteReader();
            var values = new List<string>();
            while (reader.Read())
            {
                values.Add(reader.GetValue(0).ToString()!);
            }

            return values;
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is 1 or 5 or 14)
        {
            // No such table yet, busy, or the file is just being made.
            return [];
        }
    }

    public int Count(string table, string where = "1") =>
        Column($"SELECT COUNT(*) FROM {table} WHERE {where}") is [var count] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>Attempts of a stage of one item or of all, whatever became of them.</summary>
    public int Attempts(string stage, string where = "1") => Count(
        "attempts a JOIN chunks c ON c.Id = a.ChunkId",
        $"c.Spec_Stage = '{stage}' AND {where}");
}
