using System.Net;
using System.Security.Cryptography;
using Batch.Contracts.Objects;

namespace Batch.Worker.Objects;

/// <summary>
/// Writes objects over signed links: one <c>PUT</c>, create-only. An object that is there already is read back; the same
/// content is success, so a write whose answer was lost can be repeated.
/// </summary>
internal sealed class ObjectWriter(HttpClient http, TimeProvider time)
{
    /// <exception cref="StoreException">It could not be written, or another content is there.</exception>
    public async Task<WrittenObject> WriteAsync(OutputLink link, OutputContent content, CancellationToken cancellationToken)
    {
        var backoff = Backoff.ForObjects(time);
        while (true)
        {
            try
            {
                await PutAsync(link, content, cancellationToken);
                return new WrittenObject(link.Name, content.Bytes, content.Sha256);
            }
            catch (Exception e) when (
                !cancellationToken.IsCancellationRequested && e is HttpRequestException or IOException or OperationCanceledException)
            {
                if (!await backoff.WaitAsync(cancellationToken))
                {
                    throw new StoreException(StoreException.Unavailable, $"Writing {link.Name} kept failing: {e.Message}", e);
                }
            }
        }
    }

    private async Task PutAsync(OutputLink link, OutputContent content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, link.Url) { Content = new StreamContent(content.Open()) };
        request.Content.Headers.ContentLength = content.Bytes;
        // What Azure Blob Storage must be told of a new blob; other stores take no notice.
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        using var response = await http.SendAsync(request, cancellationToken);
        switch (response.StatusCode)
        {
            case var status when (int)status is >= 200 and < 300:
                return;
            case HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed:
            case HttpStatusCode.Forbidden when IsThere(response):
                await CompareAsync(link, content, cancellationToken);
                return;
            case HttpStatusCode.InsufficientStorage:
                throw new StoreException(StoreException.DiskFull, "The object store has no space left.");
            case HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized:
                throw new StoreException(StoreException.UrlRefused, $"The signed link for {link.Name} was refused; it may have expired.");
            case var status when (int)status is >= 400 and < 500 && status is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests):
                throw new StoreException(StoreException.Unavailable, $"The store answered {(int)status} when {link.Name} was written.");
            default:
                throw new HttpRequestException(
                    $"The store answered {(int)response.StatusCode} when {link.Name} was written.", inner: null, response.StatusCode);
        }
    }

    /// <summary>How Azure says that a link which only creates would have overwritten.</summary>
    private static bool IsThere(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-ms-error-code", out var codes) && codes.Contains("UnauthorizedBlobOverwrite");

    private async Task CompareAsync(OutputLink link, OutputContent content, CancellationToken cancellationToken)
    {
        await using var stored = await http.GetStreamAsync(link.ReadUrl, cancellationToken);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stored, cancellationToken));
        if (hash != content.Sha256)
        {
            throw new StoreException(StoreException.ObjectConflict, $"{link.ObjectName} is there already with another content.");
        }
    }
}
