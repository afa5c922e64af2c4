using Batch.Coordinator.Storage;
using Batch.Core.Chunks;
using Batch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Chunks;

/// <summary>
/// Ready chunks as they are looked for: one ordered range of <c>IX_chunks_ready</c> a project, so that a claim costs the
/// same with a hundred ready chunks and with a million.
/// </summary>
internal static class ReadyChunks
{
    /// <summary>Projects with a job whose chunks may be leased.</summary>
    public static List<string> Projects(BatchDbContext db) =>
        db.Jobs.Where(j => j.State == JobState.Running || j.State == JobState.Waiting).Select(j => j.Submission.Project).Distinct().ToList();

    /// <summary>The chunks of a project that are due in a pool, best first.</summary>
    public static IQueryable<Chunk> BestFirst(BatchDbContext db, string pool, string project, DateTimeOffset now) =>
        OfRunningJobs(db, pool)
            .Where(c => c.Spec.Project == project && c.NotBefore <= now)
            .OrderByDescending(c => c.Spec.Priority)
            .ThenByDescending(c => c.Spec.Weight)
            .ThenBy(c => c.Id);

    /// <summary>Hints of a pool that are out: those for chunks of paused and cancelled jobs leave the window at once.</summary>
    public static int Hinted(BatchDbContext db, string pool, DateTimeOffset now) =>
        OfRunningJobs(db, pool).Count(c => c.DispatchedUntil > now);

    /// <summary>How many chunks of a pool are due, and their work.</summary>
    public static async Task<(long Chunks, long Work)> SizeAsync(BatchDbContext db, string pool, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var size = await Due(db, pool, now)
            .GroupBy(c => c.Spec.Pool)
            .Select(g => new { Chunks = g.LongCount(), Work = g.Sum(c => c.Spec.Weight) })
            .SingleOrDefaultAsync(cancellationToken);
        return size is null ? (0, 0) : (size.Chunks, size.Work);
    }

    /// <summary>Pools in which any chunk is ready, whatever its job: one step of the index a pool, however many chunks are ready in it.</summary>
    public static async Task<List<string>> PoolsAsync(BatchDbContext db, CancellationToken cancellationToken)
    {
        var pools = new List<string>();
        var last = "";
        while (await NextPool(db, last).FirstOrDefaultAsync(cancellationToken) is { } pool)
        {
            pools.Add(last = pool);
        }

        return pools;
    }

    /// <summary>The chunks of a pool that are due, of every project.</summary>
    public static IQueryable<Chunk> Due(BatchDbContext db, string pool, DateTimeOffset now) =>
        OfRunningJobs(db, pool).Where(c => c.NotBefore <= now);

    private static IQueryable<string> NextPool(BatchDbContext db, string after) =>
        db.Chunks
            .Where(c => c.State == ChunkState.Ready && string.Compare(c.Spec.Pool, after) > 0)
            .OrderBy(c => c.Spec.Pool)
            .Select(c => c.Spec.Pool);

    // Asked of each chunk in turn, the job does not disturb the order of the index.
    private static IQueryable<Chunk> OfRunningJobs(BatchDbContext db, string pool) =>
        db.Chunks.Where(c => c.Spec.Pool == pool
            && c.State == ChunkState.Ready
            && db.Jobs.Any(j => j.Id == c.Spec.JobId && (j.State == JobState.Running || j.State == JobState.Waiting)));
}
