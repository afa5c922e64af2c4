using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Jobs;
using Batch.Coordinator.Costs;
using Batch.Coordinator.Storage;
using Batch.Core.Attempts;
using Batch.Core.Ids;
using Batch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Jobs;

/// <summary>Shows jobs: rows, counters, roll-ups and what runs now, a fixed number of queries for a page of them.</summary>
internal sealed class JobViews(StorageHealth storage)
{
    public async Task<JobView> OfAsync(BatchDbContext db, Job job, CancellationToken cancellationToken) =>
        (await OfAsync(db, [job], cancellationToken))[0];

    public async Task<IReadOnlyList<JobView>> OfAsync(BatchDbContext db, IReadOnlyList<Job> jobs, CancellationToken cancellationToken)
    {
        var ids = jobs.Select(j => j.Id).ToList();
        var counters = await db.JobCounters.Where(c => ids.Contains(c.JobId)).ToDictionaryAsync(c => c.JobId, cancellationToken);
        var accounts = ids.Select(i => i.Value).ToList();
        var rollups = (await db.Rollups.Where(r => accounts.Contains(r.Account)).ToListAsync(cancellationToken)).ToLookup(r => r.Account);
        var rates = await Rates.LoadAsync(db, cancellationToken);
        var running = (await db.Attempts
            .Where(a => ids.Contains(a.JobId) && a.State == AttemptState.Running)
            // What ChunkSpec.IsPlanned says, for the database.
            .Join(db.Chunks.Where(c => c.Spec.PayloadJson != null), a => a.ChunkId, c => c.Id, (a, c) => new Running(a.JobId, c.Spec.RangeEnd - c.Spec.RangeStart, a.WorkDone))
            .ToListAsync(cancellationToken)).ToLookup(r => r.Job);
        return [.. jobs.Select(job => View(
            job,
            counters.GetValueOrDefault(job.Id) ?? new JobCounters(job.Id),
            rates.Total(rollups[job.Id.Value].Select(r => (r.Time, r.RateVersion))),
            [.. running[job.Id]]))];
    }

    private JobView View(Job job, JobCounters counters, Contracts.Costs.CostTotal cost, Running[] running)
    {
        var waiting = Waiting(job);
        var spec = JsonSerializer.Deserialize<JobSpec>(job.Submission.SpecJson, WireJson.Options)!;
        return new JobView
        {
            Id = job.Id.Value,
            Kind = job.Submission.Kind,
            Name = job.Submission.Name,
            State = StateWords.Of(waiting is not null && CouldRun(job) ? JobState.Waiting : job.State),
            Waiting = waiting,
            Progress = Progress(job, counters, running),
            Cost = cost,
            Pool = job.Submission.Pool,
            Priority = job.Submission.Priority,
            Options = JsonElement.Parse(job.Submission.OptionsJson),
            Source = spec.Source,
            Output = spec.Output,
            Tags = spec.Tags,
            CreatedAt = job.CreatedAt,
            EndedAt = job.EndedAt,
            Error = job.Error,
            Ended = job.HasEnded,
        };
    }

    /// <summary>What is on record, or what cannot be put there.</summary>
    private WaitingView? Waiting(Job job) => (job.WaitingReason, storage.Trouble) switch
    {
        ({ } reason, _) => new WaitingView(reason, job.WaitingSince ?? job.CreatedAt),
        (null, { } trouble) when CouldRun(job) => new WaitingView(trouble.Reason, trouble.Since),
        _ => null,
    };

    private static bool CouldRun(Job job) => job.State is JobState.Queued or JobState.Running;

    private static JobProgress Progress(Job job, JobCounters counters, Running[] running) => new()
    {
        EnumerationComplete = job.EnumerationComplete,
        Items = counters.Items,
        ItemsPending = counters.ItemsPending,
        ItemsReused = counters.ItemsReused,
        ItemsCompleted = counters.ItemsCompleted,
        ItemsPartial = counters.ItemsPartial,
        ItemsFailed = counters.ItemsFailed,
        ItemsSkipped = counters.ItemsSkipped,
        ItemsCancelled = counters.ItemsCancelled,
        WorkKnown = counters.WorkKnown,
        WorkDone = counters.WorkDone,
        WorkFailed = counters.WorkFailed,
        WorkRunning = running.Sum(r => r.Work),
        WorkRunningDone = running.Sum(r => Math.Min(r.Work, r.Done)),
        ChunksOpen = counters.ChunksOpen,
        ChunksCommitted = counters.ChunksCommitted,
        ChunksFailed = counters.ChunksFailed,
        Attempts = counters.Attempts,
    };

    private sealed record Running(JobId Job, long Work, long Done);
}
