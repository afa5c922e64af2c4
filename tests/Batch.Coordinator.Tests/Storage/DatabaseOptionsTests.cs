using Batch.Coordinator.Storage;

namespace Batch.Coordinator.Tests.Storage;

public sealed class DatabaseOptionsTests
{
    [Theory]
    [InlineData(null, null, "needs either ConnectionString or ConnectionStringFile")]
    [InlineData("Host=db", "/some/file", "needs either ConnectionString or ConnectionStringFile")]
    [InlineData("Password=hunter2;Pasword=hunter2", null, "the connection string cannot be read")]
    [InlineData("Host=db;Port=hunter2", null, "the connection string cannot be read")]
    [InlineData("Password=hunter2", null, "the connection string names no Host")]
    [InlineData(null, "/nowhere/at/all", "ConnectionStringFile cannot be read")]
    public void Options_WhenTheyAreWrong_SaySoWithoutTheSecret(string? connection, string? file, string problem)
    {
        var options = new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = connection, ConnectionStringFile = file };

        var result = new DatabaseOptionsCheck().Validate(null, options);

        Assert.Contains(problem, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void ConnectionString_WhenItLiesInAFile_IsReadFromThere()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "Host=db;Password=hunter2;Options=-c work_mem=8MB\n");
        var options = new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionStringFile = file };

        Assert.True(new DatabaseOptionsCheck().Validate(null, options).Succeeded);
        var used = PostgresConnection.Of(options);

        Assert.Contains("Password=hunter2", used, StringComparison.Ordinal);
        Assert.Contains("-c work_mem=8MB -c idle_in_transaction_session_timeout=30000", used, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, null, true)]
    [InlineData(DatabaseProvider.Postgres, null, false)]
    [InlineData(DatabaseProvider.Postgres, true, true)]
    [InlineData(DatabaseProvider.Sqlite, false, false)]
    public void Start_WhenNothingElseIsSaid_MigratesTheEmbeddedDatabaseOnly(DatabaseProvider provider, bool? configured, bool migrates) =>
        Assert.Equal(migrates, new DatabaseOptions { Provider = provider, MigrateAtStart = configured }.Migrates);
}
