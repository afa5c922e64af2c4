using Batch.Contracts.Kinds;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Kinds;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Storage;
using Batch.Coordinator.Web;
using Batch.Core.Ids;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Items;

/// <summary>The result of an item in one of the formats of its kind, straight from the object store.</summary>
internal static class TranscriptEndpoint
{
    public static void Map(IEndpointRouteBuilder job) =>
        job.MapGet("/items/{item}/transcript", GetAsync)
            .WithName("GetTranscript").WithSummary("The result of an item in one of the formats of its kind")
            .Produces(StatusCodes.Status200OK, contentType: "application/json", additionalContentTypes: ["text/vtt", "application/x-subrip", "text/plain"])
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> GetAsync(
        string id,
        string item,
        HttpContext context,
        Store store,
        JobKinds kinds,
        IObjectStore objects,
        string? format,
        CancellationToken cancellationToken)
    {
        var wanted = format ?? "json";
        var found = await store.ReadAsync(db => FindAsync(db, kinds, Caller.Of(context.User), id, item, cancellationToken), cancellationToken);
        if (found is not var (stage, results))
        {
            return Problems.NotFound("item", item);
        }

        if (stage.Outputs.FirstOrDefault(o => o.Format == wanted) is not { } output)
        {
            return Problems.BadRequest("bad_format", $"format must be one of {string.Join(", ", stage.Outputs.Select(o => o.Format).OfType<string>())}.");
        }

        return results.FirstOrDefault(r => r.Name == output.Name) is { } result
            && await objects.OpenReadAsync(result.ObjectName, 0, null, cancellationToken) is { } content
            ? TypedResults.Stream(content, output.ContentType, enableRangeProcessing: true)
            : Problems.Of(StatusCodes.Status404NotFound, "no_result", $"The item '{item}' has no {wanted} result (yet).");
    }

    private static async Task<(StageDefinition Stage, IReadOnlyList<CommittedObject> Results)?> FindAsync(
        BatchDbContext db,
        JobKinds kinds,
        Caller caller,
        string id,
        string item,
        CancellationToken cancellationToken)
    {
        if (await JobRows.FindAsync(db, caller, id, cancellationToken) is not { } job
            || !SortableId.TryParse<ItemId>(item, out var itemId)
            || await db.Items.SingleOrDefaultAsync(i => i.Id == itemId && i.JobId == job.Id, cancellationToken) is not { } row)
        {
            return null;
        }

        var stage = kinds[job.Submission.Kind].Stages[^1];
        return (stage, await ResultObjects.OfAsync(db, row, stage.Name, cancellationToken));
    }
}
