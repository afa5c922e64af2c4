using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Items;
using Batch.Contracts.Jobs;
using Batch.Coordinator.Items;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Coordinator.Web;
using Batch.Core.Ids;
using Batch.Core.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Batch.Coordinator.Jobs;

/// <summary>Progress as server-sent events: <c>job</c>, <c>item</c> and <c>ping</c>, until the job has ended or the host stops.</summary>
internal sealed class JobEvents(
    Store store, JobViews jobs, ItemViews items, Signals signals, IHostApplicationLifetime host, TimeProvider time)
{
    private static readonly TimeSpan BetweenJobEvents = TimeSpan.FromMilliseconds(500);

    // Work of running attempts changes without a signal.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenPings = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/{id}/events", GetAsync)
            .WithName("WatchJob").WithSummary("Progress as server-sent events until the job has ended")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> GetAsync(string id, HttpContext context, JobEvents events, Store store, CancellationToken cancellationToken) =>
        await store.ReadAsync(db => JobRows.FindAsync(db, Caller.Of(context.User), id, cancellationToken), cancellationToken) is { } job
            ? TypedResults.ServerSentEvents(events.WatchAsync(job, cancellationToken))
            : Problems.NotFound("job", id);

    private async IAsyncEnumerable<SseItem<JobEvent>> WatchAsync(Job job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var watch = signals.Jobs.Subscribe(job.Id);
        var last = "";
        var lastSent = time.GetTimestamp();
        while (true)
        {
            // The job is looked at first: once it shows as ended, the ends of all its items are there to be taken and sent.
            var view = await store.ReadAsync(db => ViewAsync(db, job.Id, cancellationToken), cancellationToken);
            foreach (var item in await ItemsAsync(job, watch.TakeEnded(), cancellationToken))
            {
                yield return new SseItem<JobEvent>(new JobEvent(null, item), "item");
            }

            var text = JsonSerializer.Serialize(view, WireJson.Options);
            if (text != last)
            {
                (last, lastSent) = (text, time.GetTimestamp());
                yield return new SseItem<JobEvent>(new JobEvent(view, null), "job");
            }
            else if (time.GetElapsedTime(lastSent) >= BetweenPings)
            {
                lastSent = time.GetTimestamp();
                yield return new SseItem<JobEvent>(new JobEvent(null, null), "ping");
            }

            if (view.Ended || !await WaitAsync(watch, cancellationToken))
            {
                yield break;
            }
        }
    }

    /// <returns>False where the host stops: the web server would wait for a stream that stays open.</returns>
    private async Task<bool> WaitAsync(JobChanges.Watch watch, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        try
        {
            await Task.Delay(BetweenJobEvents, time, either.Token);
            await watch.Signal.WaitAsync(Look - BetweenJobEvents, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<JobView> ViewAsync(BatchDbContext db, JobId id, CancellationToken cancellationToken) =>
        await jobs.OfAsync(db, await db.Jobs.SingleAsync(j => j.Id == id, cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<ItemView>> ItemsAsync(Job job, IReadOnlyList<ItemId> ended, CancellationToken cancellationToken) =>
        ended.Count == 0
            ? []
            : await store.ReadAsync(
                async db => await items.OfAsync(
                    db,
                    job.Submission.Kind,
                    await db.Items.Where(i => ended.Contains(i.Id)).OrderBy(i => i.Id).ToListAsync(cancellationToken),
                    cancellationToken),
                cancellationToken);
}
