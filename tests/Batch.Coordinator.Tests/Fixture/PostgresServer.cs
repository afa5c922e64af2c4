using Batch.Coordinator.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Xunit.v3;

namespace Batch.Coordinator.Tests.Fixture;

/// <summary>The PostgreSQL server of the tests: <c>BATCH_TEST_POSTGRES</c> says how to reach it, as a user who may create databases.</summary>
internal static class PostgresServer
{
    private const string Variable = "BATCH_TEST_POSTGRES";

    // Copying a database is cheaper than migrating each.
    private static readonly Lazy<Task<string>> Template = new(CreateTemplateAsync);

    // A database can be copied by one at a time.
    private static readonly SemaphoreSlim Copying = new(1, 1);

    /// <summary>Whether the class of the running test asks for it.</summary>
    public static bool IsWanted =>
        TestContext.Current.TestClass is IXunitTestClass { Class: var type } && type.IsDefined(typeof(OnPostgresAttribute), inherit: false);

    public static string Admin
    {
        get
        {
            if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } connection)
            {
                Assert.Skip($"{Variable} is not set: no PostgreSQL server");
                return "";
            }

            return connection;
        }
    }

    /// <returns>The connection string of a new database with the schema.</returns>
    public static async Task<string> CreateDatabaseAsync()
    {
        _ = Admin;
        var template = await Template.Value;
        await Copying.WaitAsync();
        try
        {
            return await CreateAsync($"TEMPLATE {template}");
        }
        finally
        {
            Copying.Release();
        }
    }

    /// <returns>The connection string of a new database without anything in it.</returns>
    public static Task<string> CreateEmptyDatabaseAsync() => CreateAsync("");

    public static void Drop(string connection)
    {
        using var admin = new NpgsqlConnection(Admin);
        admin.Open();
        using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)", admin);
        command.ExecuteNonQuery();
    }

    public static PostgresBatchDbContext Open(string connection) =>
        new(new DbContextOptionsBuilder<PostgresBatchDbContext>().UseNpgsql(connection).AddInterceptors(new RowLocks.Clause()).Options);

    private static async Task<string> CreateTemplateAsync()
    {
        var connection = await CreateAsync("");
        await using (var db = Open(connection))
        {
            await db.Database.MigrateAsync();
        }

        NpgsqlConnection.ClearAllPools();
        return new NpgsqlConnectionStringBuilder(connection).Database!;
    }

    private static async Task<string> CreateAsync(string how)
    {
        var name = $"batch_test_{Guid.NewGuid():n}";
        await using var admin = new NpgsqlConnection(Admin);
        await admin.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} {how} STRATEGY FILE_COPY", admin);
        await command.ExecuteNonQueryAsync();
        var options = new DatabaseOptions
        {
            Provider = DatabaseProvider.Postgres,
            ConnectionString = new NpgsqlConnectionStringBuilder(Admin) { Database = name }.ConnectionString,
        };
        return PostgresConnection.Of(options);
    }
}
