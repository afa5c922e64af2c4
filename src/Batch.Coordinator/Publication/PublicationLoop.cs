using Batch.Contracts.Items;
using Batch.Coordinator.Items;
using Batch.Coordinator.Kinds;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Batch.Coordinator.Publication;

/// <summary>
/// Publishes items whose last stage is done. It begins when all items of a job were looked at, because only then is it known
/// which stems are shared: what is skipped has no outputs.
/// </summary>
internal sealed class PublicationLoop(
    Store store,
    JobKinds kinds,
    Publisher publisher,
    ItemEnds ends,
    Turns turns,
    Signals signals,
    TimeProvider time,
    ILogger<PublicationLoop> logger)
    : LoopService(signals.Publication, TimeSpan.FromSeconds(5), time, logger)
{
    private const int Page = 100;

    private readonly JobTurns _turns = new(time, logger);

    public override Task<bool> RunOnceAsync(CancellationToken cancellationToken) => turns.RunAsync("publication", PublishAsync, cancellationToken);

    private async Task<bool> PublishAsync(CancellationToken cancellationToken)
    {
        var jobs = await store.ReadAsync(
            db => db.Jobs
                .Where(j => j.EnumerationComplete)
                .Where(j => j.State == JobState.Running || j.State == JobState.Waiting || j.State == JobState.Paused || j.State == JobState.Cancelling)
                .Where(j => db.Items.Any(i => i.JobId == j.Id && i.State == ItemState.Publishing))
                .Where(j => !db.Items.Any(i => i.JobId == j.Id && i.State == ItemState.Pending))
                .OrderBy(j => j.Id)
                .ToListAsync(cancellationToken),
            cancellationToken);
        return await _turns.EachAsync(jobs, job => PublishPageAsync(job, cancellationToken), cancellationToken);
    }

    /// <returns>Whether there may be more that can be published now.</returns>
    private async Task<bool> PublishPageAsync(Job job, CancellationToken cancellationToken)
    {
        var items = await store.ReadAsync(
            db => db.Items.Where(i => i.JobId == job.Id && i.State == ItemState.Publishing).OrderBy(i => i.Id).Take(Page).ToListAsync(cancellationToken),
            cancellationToken);
        foreach (var item in items)
        {
            var plan = await store.ReadAsync(db => PublicationPlan.ReadAsync(db, kinds, job, item, cancellationToken), cancellationToken);
            var outcome = await publisher.PublishAsync(plan, cancellationToken);
            if (!await store.WriteAsync(scope => Record(scope, job.Id, item.Id, outcome), cancellationToken))
            {
                return false;
            }
        }

        return items.Count == Page;
    }

    /// <returns>False where nothing of the job can be published now.</returns>
    private bool Record(WriteScope scope, JobId jobId, ItemId itemId, PublishOutcome outcome)
    {
        var item = scope.Db.Items.ForUpdate().Single(i => i.Id == itemId);
        var job = scope.Db.Jobs.ForUpdate().Single(j => j.Id == jobId);
        if (item.State is not ItemState.Publishing)
        {
            return true;
        }

        switch (outcome)
        {
            case PublishOutcome.Blocked when job.State is JobState.Cancelling:
                // A cancelled job ends, whatever its output folder does.
                item.Cancel();
                break;
            case PublishOutcome.Blocked blocked:
                job.Wait(WaitCause.Output, blocked.Reason, scope.Now);
                scope.AfterCommit(() => signals.Jobs.Raise(jobId));
                return false;
            case PublishOutcome.Failed failed:
                item.Fail(failed.Failure);
                break;
            case PublishOutcome.Done done:
                PublishedFiles.Record(scope, job, item, done.Outputs);
                item.Published();
                break;
        }

        ends.Record(scope, item);
        job.GoOn(WaitCause.Output);

        return true;
    }
}
