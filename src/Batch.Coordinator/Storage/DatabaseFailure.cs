using System.Data.Common;

namespace Batch.Coordinator.Storage;

/// <summary>Finds the database's own complaint in what EF Core wraps it in.</summary>
internal static class DatabaseFailure
{
    /// <returns>Null where the error is about something else.</returns>
    public static DbException? In(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException failure)
            {
                return failure;
            }
        }

        return null;
    }
}
