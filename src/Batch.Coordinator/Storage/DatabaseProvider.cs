namespace Batch.Coordinator.Storage;

/// <summary>Which database holds the state.</summary>
public enum DatabaseProvider
{
    /// <summary>A file in the home: one process, nothing to administer.</summary>
    Sqlite,

    /// <summary>A server: for a fleet, and for several coordinators.</summary>
    Postgres,
}
