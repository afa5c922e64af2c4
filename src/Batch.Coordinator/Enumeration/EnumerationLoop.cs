using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Batch.Coordinator.Enumeration;

/// <summary>
/// Lists the names of all jobs and opens their items, a page of each job in turn, so that a large one does not hold up a small one.
/// What it has done is in the database alone: after a kill it goes on from there.
/// </summary>
internal sealed class EnumerationLoop(
    Store store,
    SourceListing listing,
    ItemOpening opening,
    Turns turns,
    Signals signals,
    TimeProvider time,
    ILogger<EnumerationLoop> logger)
    : LoopService(signals.Enumeration, TimeSpan.FromSeconds(10), time, logger)
{
    private readonly JobTurns _turns = new(time, logger);

    public override Task<bool> RunOnceAsync(CancellationToken cancellationToken) => turns.RunAsync("enumeration", EnumerateAsync, cancellationToken);

    private async Task<bool> EnumerateAsync(CancellationToken cancellationToken)
    {
        var jobs = await store.ReadAsync(
            db => db.Jobs
                .Where(j => j.State == JobState.Queued || j.State == JobState.Running || j.State == JobState.Waiting)
                .Where(j => !j.EnumerationComplete || db.Items.Any(i => i.JobId == j.Id && i.State == ItemState.Pending))
                .OrderBy(j => j.Id)
                .ToListAsync(cancellationToken),
            cancellationToken);
        return await _turns.EachAsync(
            jobs,
            job => job.EnumerationComplete
                ? opening.OpenPageAsync(job, cancellationToken)
                : listing.ListAsync(job, cancellationToken),
            cancellationToken);
    }
}
