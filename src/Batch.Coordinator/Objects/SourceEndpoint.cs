using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Storage;
using Batch.Coordinator.Web;
using Batch.Core.Ids;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Objects;

/// <summary>The input of an item over HTTP, for holders of a signed link: the file that was listed, and only as it was then.</summary>
internal static class SourceEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/sources/{item}", [HttpMethods.Get, HttpMethods.Head], ReadAsync).ExcludeFromDescription();

    private static async Task<IResult> ReadAsync(
        string item,
        HttpRequest request,
        Store store,
        SignedUrls urls,
        CancellationToken cancellationToken)
    {
        if (ObjectEndpoints.Refusal(request, urls, UrlGrant.Read) is { } refusal)
        {
            return refusal;
        }

        if (!SortableId.TryParse<ItemId>(item, out var id)
            || await store.ReadAsync(db => db.Items.SingleOrDefaultAsync(i => i.Id == id, cancellationToken), cancellationToken) is not { } row)
        {
            return Problems.NotFound("item", item);
        }

        switch (SourceFile.Open(row.Source.Path))
        {
            case SourceFile.Opened opened when opened.Bytes == row.Source.Bytes && opened.ModifiedTicks == row.Source.ModifiedTicks:
                return TypedResults.Stream(opened.Content, "application/octet-stream", enableRangeProcessing: true);
            case SourceFile.Opened opened:
                await opened.Content.DisposeAsync();
                return Problems.Conflict("source_changed", $"{row.Source.Name} has changed since it was listed.");
            case SourceFile.Refused refused:
                return Problems.Of(StatusCodes.Status404NotFound, "source_gone", $"{row.Source.Name} cannot be read any more: {refused.Why}.");
            default:
                return Problems.Of(StatusCodes.Status404NotFound, "source_gone", $"{row.Source.Name} is not there any more.");
        }
    }
}
