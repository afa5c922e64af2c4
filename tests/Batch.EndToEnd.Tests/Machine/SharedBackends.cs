using System.Security.Cryptography;
using Npgsql;

namespace Batch.EndToEnd.Tests.Machine;

/// <summary>What several coordinators share beside the broker: a database, a container of objects and a signing key, for one test.</summary>
internal sealed class SharedBackends : IDisposable
{
    private readonly string _name = $"e2e{Guid.NewGuid():n}";
    private readonly string _postgres;
    private readonly string _azurite;
    private readonly string _key;

    private SharedBackends(string postgres, string azurite, string key)
    {
        (_postgres, _azurite, _key) = (postgres, azurite, key);
        File.WriteAllBytes(key, RandomNumberGenerator.GetBytes(32));
        Execute($"CREATE DATABASE {_name} TEMPLATE template0 ENCODING 'UTF8'");
    }

    /// <summary>A test that needs them is skipped by name where one is missing.</summary>
    public static SharedBackends Required(Sandbox sandbox) => new(
        Needed("BATCH_TEST_POSTGRES"), Needed("BATCH_TEST_AZURITE"), Path.Combine(sandbox.Folder, "signing.key"));

    /// <summary>What a coordinator is told of them, as variables of its environment.</summary>
    public string[] Settings =>
    [
        "Batch__Database__Provider=postgres",
        $"Batch__Database__ConnectionString={new NpgsqlConnectionStringBuilder(_postgres) { Database = _name }.ConnectionString}",
        "Batch__Database__MigrateAtStart=true",
        "Batch__Objects__Provider=azure",
        $"Batch__Objects__Azure__ConnectionString={_azurite}",
        $"Batch__Objects__Azure__Container={_name}",
        $"Batch__SigningKeyFile={_key}",
    ];

    /// <summary>A number out of the database.</summary>
    public long Count(string query)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_postgres) { Database = _name, Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(query, connection);
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => Execute($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");

    private void Execute(string statement)
    {
        using var connection = new NpgsqlConnection(_postgres);
        connection.Open();
        using var command = new NpgsqlCommand(statement, connection);
        command.ExecuteNonQuery();
    }

    private static string Needed(string variable)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        Assert.SkipUnless(value is { Length: > 0 }, $"{variable} is not set: ./test starts that server where it can be had");
        return value!;
    }
}
