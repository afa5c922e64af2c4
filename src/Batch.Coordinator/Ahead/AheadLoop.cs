using Batch.Coordinator.Jobs;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Ahead;

/// <summary>
/// Lets held chunks go, the longest first, while their job has room for what they will write. The bound is a job's own: one
/// that is paused keeps its scratch and holds up no other.
/// </summary>
internal sealed class AheadLoop(Store store, Turns turns, IDatabaseClock clock, IOptions<AheadOptions> options, Signals signals, TimeProvider time, ILogger<AheadLoop> logger)
    : LoopService(signals.Ahead, TimeSpan.FromSeconds(5), time, logger)
{
    // As many rows as one transaction writes, see the protocol.
    private const int RowsPerCommand = 1_000;

    private readonly JobTurns _turns = new(time, logger);

    // Two at a time would let go into the same room.
    public override Task<bool> RunOnceAsync(CancellationToken cancellationToken) => turns.RunAsync("ahead", LetGoAsync, cancellationToken);

    private async Task<bool> LetGoAsync(CancellationToken cancellationToken)
    {
        var jobs = await WithRoomAsync(cancellationToken);
        return await _turns.EachAsync(jobs, job => store.WriteAsync(scope => LetGo(scope, job.Id), cancellationToken), cancellationToken);
    }

    private Task<List<Job>> WithRoomAsync(CancellationToken cancellationToken)
    {
        var limit = options.Value.Rule.ScratchLimit;
        return store.ReadAsync(
            db =>
            {
                var now = clock.Now(db);
                return db.Jobs
                    .Where(j => j.State == JobState.Running || j.State == JobState.Waiting)
                    .Where(j => db.Chunks.Any(c => c.Spec.JobId == j.Id && c.State == ChunkState.Held && c.NotBefore <= now))
                    .Where(j => db.JobCounters.Any(c => c.JobId == j.Id && c.ScratchBytes < limit))
                    .OrderBy(j => j.Id)
                    .ToListAsync(cancellationToken);
            },
            cancellationToken);
    }

    /// <returns>Whether there is more to let go at once.</returns>
    private bool LetGo(WriteScope scope, JobId job)
    {
        var held = scope.Db.Chunks
            .Where(c => c.Spec.JobId == job && c.State == ChunkState.Held && c.NotBefore <= scope.Now)
            .OrderByDescending(c => c.Spec.Weight)
            .ThenBy(c => c.Id);
        if (scope.Db.Jobs.Find(job) is not { Runs: true }
            || scope.Db.JobCounters.Find(job) is not { } counters
            || held.Select(c => c.Spec.Pool).FirstOrDefault() is not { } pool)
        {
            return false;
        }

        var slots = scope.Db.Sessions.Where(s => s.State == SessionState.Live && s.Pool == pool).Sum(s => s.Slots);
        var room = options.Value.Rule.Room(counters.ScratchBytes, counters.ChunksAhead, slots);
        var chunks = held.Take(Math.Min(room, RowsPerCommand)).ForUpdateSkipLocked().ToList();
        chunks.ForEach(c => c.LetGo());
        scope.Count(job, new JobDelta { ChunksAhead = chunks.Count });
        if (chunks.Count > 0)
        {
            scope.AfterCommit(signals.Dispatch.Raise);
        }

        return chunks.Count == RowsPerCommand;
    }
}
