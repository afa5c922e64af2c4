using System.Net;
using System.Net.Http.Headers;
using Batch.Contracts.Objects;

namespace Batch.Worker.Objects;

/// <summary>Reads objects over signed links, whole or by range.</summary>
internal sealed class ObjectReader(HttpClient http, TimeProvider time)
{
    /// <summary>The role of the item's own input: only there does a missing or changed object say something about the user's file.</summary>
    public const string SourceRole = "source";

    /// <param name="link">What to read.</param>
    /// <param name="offset">First byte.</param>
    /// <param name="length">Bytes to read; null for the rest.</param>
    /// <param name="cancellationToken">Stops the opening; reading takes tokens of its own.</param>
    public async Task<Stream> OpenAsync(InputLink link, long offset, long? length, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var end = length is { } wanted ? checked(offset + wanted) : link.Bytes;
        if (offset > link.Bytes || end > link.Bytes || end < offset)
        {
            throw new ArgumentOutOfRangeException(nameof(length), $"{link.Role} has {link.Bytes} bytes, not {offset} to {end}.");
        }

        if (offset == end)
        {
            return Stream.Null;
        }

        var stream = new ResumingStream(link, offset, end, OpenRangeAsync, Backoff.ForObjects(time), time);
        await stream.ConnectAsync(cancellationToken);
        return stream;
    }

    /// <summary>Opens the bytes from <paramref name="offset"/> up to, not including, <paramref name="end"/>.</summary>
    /// <exception cref="StoreException">The store refused; asking again does not help.</exception>
    /// <exception cref="HttpRequestException">The store is not there now.</exception>
    private async Task<Stream> OpenRangeAsync(InputLink link, long offset, long end, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, link.Url);
        if (offset > 0 || end < link.Bytes)
        {
            request.Headers.Range = new RangeHeaderValue(offset, end - 1);
        }

        if (link.ETag is { } version)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(version));
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        try
        {
            ThrowWhereRefused(link, response, ranged: request.Headers.Range is not null);
            return await response.Content.ReadAsStreamAsync(cancellationToken);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static void ThrowWhereRefused(InputLink link, HttpResponseMessage response, bool ranged)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.PartialContent when ranged:
            case HttpStatusCode.OK when !ranged:
                return;
            case HttpStatusCode.OK:
                throw new StoreException(StoreException.Unavailable, $"The store does not serve ranges of {link.Role}.");
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                throw link.Role == SourceRole
                    ? new StoreException(StoreException.SourceMissing, "The file is no longer there.")
                    : new StoreException(StoreException.ObjectMissing, $"{link.Role} is not in the store.");
            case HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed when link.Role == SourceRole:
                throw new StoreException(StoreException.SourceChanged, "The file has changed.");
            case HttpStatusCode.RequestedRangeNotSatisfiable:
                throw new StoreException(StoreException.ObjectCorrupt, $"{link.Role} is shorter than {link.Bytes} bytes.");
            case HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized:
                throw new StoreException(StoreException.UrlRefused, $"The signed link to {link.Role} was refused; it may have expired.");
            default:
                throw new HttpRequestException(
                    $"The store answered {(int)response.StatusCode} for {link.Role}.", inner: null, response.StatusCode);
        }
    }
}
