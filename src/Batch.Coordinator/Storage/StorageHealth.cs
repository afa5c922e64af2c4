using Batch.Coordinator.Home;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Batch.Coordinator.Storage;

/// <summary>
/// Whether this process can store what it decides. A job that waits for room cannot be recorded as waiting while there is none, so
/// those who show jobs ask here.
/// </summary>
public sealed class StorageHealth(BatchHome home, TimeProvider time)
{
    private const int SqliteFull = 13;

    private volatile StorageTrouble? _trouble;

    /// <summary>Null where nothing has failed for want of room since something was last stored.</summary>
    public StorageTrouble? Trouble => _trouble;

    internal void Stored() => _trouble = null;

    internal void NotStored(Exception error)
    {
        if (ReasonOf(error) is { } reason)
        {
            _trouble ??= new StorageTrouble(reason, time.GetUtcNow());
        }
    }

    /// <summary>Null where an error is not about room.</summary>
    internal string? ReasonOf(Exception error) => DatabaseFailure.In(error) switch
    {
        SqliteException { SqliteErrorCode: SqliteFull } => $"The disk of the home {home.Folder} is full: free space there.",
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "The disk of the database server is full: free space there.",
        _ => null,
    };
}
