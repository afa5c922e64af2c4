using Batch.Coordinator.Storage;
using Batch.Core.Ids;
using Batch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Jobs;

/// <summary>Finds jobs of a project.</summary>
internal static class JobRows
{
    /// <summary>Null for an id that is not one, or not one of the project.</summary>
    public static async Task<Job?> FindAsync(BatchDbContext db, Caller caller, string id, CancellationToken cancellationToken) =>
        SortableId.TryParse<JobId>(id, out var job)
            ? await db.Jobs.SingleOrDefaultAsync(j => j.Id == job && j.Submission.Project == caller.Project, cancellationToken)
            : null;

    /// <summary>Jobs older than the cursor, for a list with the newest first.</summary>
    public static IQueryable<Job> Before(BatchDbContext db, string? cursor) =>
        cursor is null ? db.Jobs : db.Jobs.FromSql($"SELECT * FROM jobs WHERE \"Id\" < {cursor}");
}
