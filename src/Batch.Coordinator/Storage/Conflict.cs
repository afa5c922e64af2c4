using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Batch.Coordinator.Storage;

/// <summary>A command that met another coordinator's, and is worth running again.</summary>
/// <param name="Command">The command; nothing of it was kept.</param>
/// <param name="Error">What it is told if that does not help either.</param>
internal sealed record Conflict(IWriteCommand Command, Exception Error)
{
    /// <summary>
    /// A lost compare-and-set, a deadlock, a serialization failure, or a key that somebody else inserted first: in each of them
    /// nothing was committed.
    /// </summary>
    public static bool Is(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbUpdateConcurrencyException
                or PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation })
            {
                return true;
            }
        }

        return false;
    }
}
