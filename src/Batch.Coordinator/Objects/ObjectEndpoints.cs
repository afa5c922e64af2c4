using Batch.Coordinator.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Batch.Coordinator.Objects;

/// <summary>The object store over HTTP, for holders of a signed link.</summary>
internal static class ObjectEndpoints
{
    public static void MapObjects(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/objects/{**name}", [HttpMethods.Get, HttpMethods.Head], ReadAsync).ExcludeFromDescription();
        routes.MapPut("/objects/{**name}", CreateAsync).ExcludeFromDescription();
        SourceEndpoint.Map(routes);
    }

    /// <summary>Null where the link of the request is good, else the refusal.</summary>
    public static IResult? Refusal(HttpRequest request, SignedUrls urls, UrlGrant grant) =>
        urls.Check(
            grant,
            request.Path.Value!.TrimStart('/'),
            request.Query[SignedUrls.ExpiryParameter],
            request.Query[SignedUrls.SignatureParameter]) switch
        {
            UrlVerdict.Valid => null,
            UrlVerdict.Expired => Problems.Of(StatusCodes.Status403Forbidden, "expired", "The link has expired; ask for a new one."),
            _ => Problems.Of(StatusCodes.Status403Forbidden, "bad_signature", "The link was not made by this coordinator for this method and object."),
        };

    private static async Task<IResult> ReadAsync(
        string name,
        HttpRequest request,
        IObjectStore store,
        SignedUrls urls,
        CancellationToken cancellationToken)
    {
        if (Refusal(request, urls, UrlGrant.Read) is { } refusal)
        {
            return refusal;
        }

        return await store.OpenReadAsync(name, 0, null, cancellationToken) is { } content
            ? TypedResults.Stream(content, "application/octet-stream", enableRangeProcessing: true)
            : Problems.NotFound("object", name);
    }

    private static async Task<IResult> CreateAsync(
        string name,
        HttpContext context,
        IObjectStore store,
        SignedUrls urls,
        CancellationToken cancellationToken)
    {
        if (Refusal(context.Request, urls, UrlGrant.Create) is { } refusal)
        {
            return refusal;
        }

        // What a stage writes is bounded by its own limits, not by Kestrel's 30 MB.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        try
        {
            return await store.PutAsync(name, context.Request.Body, cancellationToken) is PutOutcome.Created
                ? TypedResults.StatusCode(StatusCodes.Status201Created)
                : Problems.Conflict("exists", $"The object '{name}' exists; compare its content.");
        }
        catch (ObjectStoreFullException error)
        {
            return Problems.Of(StatusCodes.Status507InsufficientStorage, "store_full", error.Message);
        }
    }
}
