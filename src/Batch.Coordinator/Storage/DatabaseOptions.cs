namespace Batch.Coordinator.Storage;

/// <summary>Where the state is kept.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Batch:Database";

    /// <summary><c>sqlite</c> or <c>postgres</c>. Default sqlite: a file in the home.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>
    /// How the PostgreSQL server is reached, such as <c>Host=db;Database=batch;Username=batch;Password=...</c>; never logged.
    /// From the environment, or in a file of its own (<see cref="ConnectionStringFile"/>). Default none.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>Path of a file that holds the connection string, as secrets are mounted; read at start. Default none.</summary>
    public string? ConnectionStringFile { get; set; }

    /// <summary>
    /// Whether a start brings the schema up to date; else it refuses to run on an older one, and <c>batch migrate</c> does it.
    /// Default true for sqlite, false for postgres.
    /// </summary>
    public bool? MigrateAtStart { get; set; }

    internal bool Migrates => MigrateAtStart ?? Provider is DatabaseProvider.Sqlite;
}
