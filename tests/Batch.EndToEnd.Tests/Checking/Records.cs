using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Batch.EndToEnd.Tests.Checking;

/// <summary>The rows of an installation, by plain SQL that both databases understand: no code of the product is asked.</summary>
internal sealed class Records : IDisposable
{
    private readonly DbConnection _database;
    private readonly Func<string, string> _day;

    private Records(DbConnection database, Func<string, string> day)
    {
        (_database, _day) = (database, day);
        database.Open();
    }

    public static Records Sqlite(string home)
    {
        var source = new SqliteConnectionStringBuilder { DataSource = Path.Combine(home, "batch.db"), Pooling = false, DefaultTimeout = 10 };
        return new Records(new SqliteConnection(source.ConnectionString), micros => $"date({micros} / 1000000, 'unixepoch')");
    }

    public static Records Postgres(string connectionString)
    {
        var source = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        return new Records(new NpgsqlConnection(source.ConnectionString), micros => $"(to_timestamp({micros} / 1000000) AT TIME ZONE 'UTC')::date");
    }

    /// <summary>The UTC day of an instant.</summary>
    /// <param name="micros">An expression in microseconds since 1970.</param>
    public string Day(string micros) => _day(micros);

    public long Count(string query) => long.Parse(Column(query).Single(), CultureInfo.InvariantCulture);

    public IReadOnlyList<string> Column(string query) => [.. Rows(query).Select(row => row[0])];

    /// <summary>Every value as text; NULL is empty.</summary>
    public IReadOnlyList<string[]> Rows(string query)
    {
        using var command = Command(query);
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture) ?? "")]);
        }

        return rows;
    }

    /// <summary>For tests of the checker, which break something.</summary>
    /// <returns>Rows that were changed.</returns>
    public int Execute(string statement)
    {
        using var command = Command(statement);
        return command.ExecuteNonQuery();
    }

    public void Dispose() => _database.Dispose();

    private DbCommand Command(string text)
    {
        var command = _database.CreateCommand();
        command.CommandText = text;
        return command;
    }
}
