using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Attempts;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Batch.Coordinator.Finish;

/// <summary>
/// Ends jobs: when nothing of one is open, its manifest and totals are written and then its last state. A kill in between
/// costs nothing: the files are written again. A folder that takes no files is waited for, but not by a cancelled job.
/// </summary>
internal sealed class FinishLoop(
    Store store,
    ManifestEntries entries,
    ManifestFile manifest,
    SummaryFile summary,
    Turns turns,
    Signals signals,
    TimeProvider time,
    ILogger<FinishLoop> logger)
    : LoopService(signals.Finish, TimeSpan.FromSeconds(5), time, logger)
{
    private readonly TimeProvider _time = time;
    private readonly JobTurns _turns = new(time, logger);

    public override Task<bool> RunOnceAsync(CancellationToken cancellationToken) => turns.RunAsync("finish", FinishAsync, cancellationToken);

    private async Task<bool> FinishAsync(CancellationToken cancellationToken)
    {
        // The counters say cheaply which jobs may be done; the rows decide under the write.
        var candidates = await store.ReadAsync(
            db => db.Jobs
                .Where(j => j.State == JobState.Cancelling || j.State == JobState.Finishing || ((j.State == JobState.Running || j.State == JobState.Waiting) && j.EnumerationComplete))
                .Where(j => db.JobCounters.Any(c => c.JobId == j.Id && c.ItemsOpen == 0 && c.AttemptsOpen == 0))
                .OrderBy(j => j.Id)
                .ToListAsync(cancellationToken),
            cancellationToken);
        return await _turns.EachAsync(candidates, job => FinishAsync(job, cancellationToken), cancellationToken);
    }

    /// <returns>Always false: a job that is not at its end is looked at again later.</returns>
    private async Task<bool> FinishAsync(Job job, CancellationToken cancellationToken)
    {
        var state = await store.WriteAsync(scope => Begin(scope, job.Id), cancellationToken);
        if (state is not { } final)
        {
            return false;
        }

        var endedAt = _time.GetUtcNow();
        var problem = await WriteFilesAsync(job, final, endedAt, cancellationToken);
        if (problem is null || final is JobState.Cancelled)
        {
            await store.WriteAsync(scope => End(scope, job.Id, endedAt, problem), cancellationToken);
        }
        else
        {
            await store.WriteAsync(scope => Wait(scope, job.Id, problem), cancellationToken);
        }

        return false;
    }

    /// <returns>Why the output folder took nothing; null where it did.</returns>
    private async Task<string?> WriteFilesAsync(Job job, JobState final, DateTimeOffset endedAt, CancellationToken cancellationToken)
    {
        await entries.AddUnpublishedAsync(job, cancellationToken);
        try
        {
            var models = await manifest.WriteAsync(job, cancellationToken);
            await summary.WriteAsync(job.Id, final, endedAt, models, cancellationToken);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"The manifest cannot be written into the output folder {job.Submission.OutputFolder}: {error.Message}";
        }
    }

    private void Wait(WriteScope scope, JobId id, string problem)
    {
        scope.Db.Jobs.ForUpdate().Single(j => j.Id == id).Wait(WaitCause.Output, problem, scope.Now);
        scope.AfterCommit(() => signals.Jobs.Raise(id));
    }

    private static JobState? Begin(WriteScope scope, JobId id)
    {
        var (job, state) = Decide(scope, id);
        if (state is not null && job!.Runs)
        {
            job.BeginFinish();
        }

        return state;
    }

    private void End(WriteScope scope, JobId id, DateTimeOffset endedAt, string? problem)
    {
        // A retry may have opened it again while the files were written.
        var (job, state) = Decide(scope, id);
        if (state is not { } final || job!.Runs)
        {
            return;
        }

        job.End(final, endedAt, problem);
        scope.AfterCommit(() =>
        {
            signals.Jobs.Raise(id);
            signals.Collection.Raise();
        });
    }

    // Counters of commands in the same group are not in the database yet, so this asks the rows. Under the lock on the job
    // nobody opens one: who opens, claims or commits holds the job shared.
    private static (Job? Job, JobState? State) Decide(WriteScope scope, JobId id)
    {
        var job = scope.Db.Jobs.ForUpdate().SingleOrDefault(j => j.Id == id);
        if (job is null || job.HasEnded)
        {
            return (job, null);
        }

        var items = scope.Db.Items.Where(i => i.JobId == id);
        var open = items.Any(i => i.State == ItemState.Pending || i.State == ItemState.Open || i.State == ItemState.Publishing);
        var running = scope.Db.Attempts.Any(a => a.JobId == id && a.State == AttemptState.Running);
        var errors = items.Any(i => i.State == ItemState.Failed || i.State == ItemState.Partial);
        return (job, JobFinish.Decide(job, open ? 1 : 0, running ? 1 : 0, errors ? 1 : 0));
    }
}
