using Batch.Contracts.Paging;
using Batch.Contracts.Workers;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Storage;
using Batch.Coordinator.Web;
using Batch.Core.Ids;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Fleet;

/// <summary>Looking at workers, and telling one to go.</summary>
internal static class WorkerEndpoints
{
    public static void MapWorkers(this IEndpointRouteBuilder routes)
    {
        var workers = routes.MapGroup("/v1/workers").WithTags("Workers").ProducesProblem(StatusCodes.Status401Unauthorized);
        workers.MapGet("", ListAsync)
            .WithName("ListWorkers").WithSummary("Lists the workers that are alive, the oldest session first")
            .Produces<Page<WorkerView>>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        workers.MapPost("/{id}/drain", DrainAsync)
            .WithName("DrainWorker").WithSummary("Grants a worker nothing more; it ends what it runs and stops")
            .Produces<WorkerView>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(Store store, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        if (Paging.Refusal<SessionId>(limit, cursor) is { } refusal)
        {
            return refusal;
        }

        var size = limit ?? Paging.DefaultLimit;
        return TypedResults.Ok(await store.ReadAsync(
            async db =>
            {
                // The living are few, whatever the database has seen: the page is cut from all of them.
                var alive = await WorkerViews.Alive(db).OrderBy(s => s.Id).ToListAsync(cancellationToken);
                var rows = alive.Where(s => cursor is null || string.CompareOrdinal(s.Id.Value, cursor) > 0).Take(size + 1).ToList();
                return Paging.Page(await WorkerViews.OfAsync(db, rows, cancellationToken), size, w => w.Id);
            },
            cancellationToken));
    }

    private static async Task<IResult> DrainAsync(
        string id, HttpContext context, WorkerDrain drain, Store store, CancellationToken cancellationToken) =>
        await drain.DrainAsync(Caller.Of(context.User), id, cancellationToken) switch
        {
            DrainOutcome.Draining told => TypedResults.Accepted(
                $"/v1/workers/{id}",
                await store.ReadAsync(
                    async db => (await WorkerViews.OfAsync(db, [told.Session], cancellationToken))[0], cancellationToken)),
            DrainOutcome.Ended => Problems.Conflict("worker_ended", $"The session '{id}' has ended; its worker is gone, or has another one."),
            _ => Problems.NotFound("worker", id),
        };
}
