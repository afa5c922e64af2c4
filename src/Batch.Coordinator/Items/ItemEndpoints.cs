using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Items;
using Batch.Contracts.Paging;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Storage;
using Batch.Coordinator.Web;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Items;

/// <summary>The items of a job: as a list, as a manifest, and their results.</summary>
internal static class ItemEndpoints
{
    private const int ManifestPage = 500;

    public static void MapItems(this IEndpointRouteBuilder routes)
    {
        var job = routes.MapGroup("/v1/jobs/{id}").WithTags("Items")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound);
        job.MapGet("/items", ListAsync)
            .WithName("ListItems").WithSummary("Lists the items of a job, as they were found")
            .Produces<Page<ItemView>>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        job.MapGet("/manifest", ManifestAsync)
            .WithName("GetManifest").WithSummary("The manifest lines of the items of this job, as JSON Lines")
            .Produces<ManifestLine>(contentType: "application/jsonl");
        TranscriptEndpoint.Map(job);
    }

    private static async Task<IResult> ListAsync(
        string id,
        HttpContext context,
        Store store,
        ItemViews views,
        string? state,
        string? cursor,
        int? limit,
        CancellationToken cancellationToken)
    {
        if (Paging.Refusal<ItemId>(limit, cursor) is { } refusal)
        {
            return refusal;
        }

        ItemState? wanted = null;
        if (state is not null && !StateWords.TryRead(state, out wanted))
        {
            return Problems.BadRequest("bad_state", $"state must be one of {StateWords.All<ItemState>()}.");
        }

        var size = limit ?? Paging.DefaultLimit;
        return await store.ReadAsync<IResult>(
            async db =>
            {
                if (await JobRows.FindAsync(db, Caller.Of(context.User), id, cancellationToken) is not { } job)
                {
                    return Problems.NotFound("job", id);
                }

                var rows = await ItemRows.After(db, cursor)
                    .Where(i => i.JobId == job.Id && (wanted == null || i.State == wanted))
                    .OrderBy(i => i.Id)
                    .Take(size + 1)
                    .ToListAsync(cancellationToken);
                return TypedResults.Ok(Paging.Page(await views.OfAsync(db, job.Submission.Kind, rows, cancellationToken), size, v => v.Id));
            },
            cancellationToken);
    }

    private static async Task<IResult> ManifestAsync(string id, HttpContext context, Store store, CancellationToken cancellationToken) =>
        await store.ReadAsync(db => JobRows.FindAsync(db, Caller.Of(context.User), id, cancellationToken), cancellationToken) is { } job
            ? TypedResults.Stream(body => WriteManifestAsync(body, store, job, cancellationToken), "application/jsonl")
            : Problems.NotFound("job", id);

    private static async Task WriteManifestAsync(Stream body, Store store, Job job, CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var after = cursor;
            var lines = await store.ReadAsync(
                async db => await ItemViews.LinesAsync(
                    db,
                    await ItemRows.After(db, after).Where(i => i.JobId == job.Id).OrderBy(i => i.Id).Take(ManifestPage).ToListAsync(cancellationToken),
                    cancellationToken),
                cancellationToken);
            foreach (var line in lines)
            {
                await JsonSerializer.SerializeAsync(body, line, WireJson.Options, cancellationToken);
                await body.WriteAsync("\n"u8.ToArray(), cancellationToken);
            }

            cursor = lines.Count == ManifestPage ? lines[^1].ItemId : null;
        }
        while (cursor is not null);
    }
}
