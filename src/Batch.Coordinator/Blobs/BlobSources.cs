using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Batch.Contracts.Jobs;
using Batch.Contracts.Kinds;
using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Files;
using Batch.Coordinator.Storage;
using Batch.Core.Items;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Blobs;

/// <summary>
/// Blobs as inputs. A blob is pinned by its ETag when it is listed, or looked at first where a manifest names it; what is read
/// later is that version or nothing. One whose ETag is known already is not read again.
/// </summary>
internal sealed class BlobSources(BlobAccount account, Store store) : IDisposable
{
    private const int HeadBytes = 4_096;

    // The network is shared with everything else.
    private readonly SemaphoreSlim _reading = new(4);

    public void Dispose() => _reading.Dispose();

    /// <returns>What is wrong with a container that jobs may read, and what helps; null where it can be listed.</returns>
    public async Task<string?> ProblemAsync(string container, CancellationToken cancellationToken)
    {
        try
        {
            return await account.Container(container).ExistsAsync(cancellationToken)
                ? null
                : $"There is no container '{container}' in the storage account; make it, or name another one.";
        }
        catch (Exception error) when (BlobErrors.IsStore(error))
        {
            return $"The container '{container}' cannot be reached now ({BlobErrors.Words(error)}); submit the job again later.";
        }
    }

    public IAsyncEnumerable<ListedName> Names(SourceSpec source, string outputFolder) =>
        new BlobWalk(account.Container(source.Container!), source, outputFolder).NamesAsync();

    public async Task<SourceLook> LookAsync(IJobKind kind, ItemSource source, BlobPath path, CancellationToken cancellationToken)
    {
        try
        {
            var seen = source.ETag is { } pinned
                ? new SourceLook.Content(source.Bytes, source.ModifiedTicks, "", pinned)
                : await PropertiesAsync(account.Blob(path), cancellationToken);
            var known = await store.ReadAsync(db => db.KnownFiles.SingleOrDefaultAsync(f => f.Path == source.Path, cancellationToken), cancellationToken);
            return known is not null && known.ETag == seen.ETag && known.Bytes == seen.Bytes
                ? seen with { Sha256 = known.Sha256 }
                : await ReadAsync(kind, source, path, seen, cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status is 412)
        {
            // No version at all is not the right one either.
            return await account.Blob(path).ExistsAsync(cancellationToken) ? Changed(source) : Gone(source);
        }
        catch (RequestFailedException error) when (error.Status is 404)
        {
            return Gone(source);
        }
        catch (RequestFailedException error) when (error.Status is >= 400 and < 500 and not (408 or 429))
        {
            return new SourceLook.Fail(new ItemFailure(
                "unreadable", $"{source.Name} cannot be read: {BlobErrors.Words(error)}.", "Make it readable (an archived blob is brought back first) and retry the failed items."));
        }
    }

    private async Task<SourceLook> ReadAsync(IJobKind kind, ItemSource source, BlobPath path, SourceLook.Content seen, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            // Where the connection breaks, the client goes on from the same byte of the same version.
            var pinned = new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfMatch = new ETag(seen.ETag!) } };
            var answer = await account.Blob(path).DownloadStreamingAsync(pinned, cancellationToken);
            await using var content = answer.Value.Content;
            var head = new byte[HeadBytes];
            var read = await content.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, cancellationToken);
            if (read > 0 && kind.SkipReason(path.Name[(path.Name.LastIndexOf('/') + 1)..], head.AsSpan(0, read)) is { } reason)
            {
                return new SourceLook.Skip(new ItemFailure("not_an_input", $"{source.Name} is skipped: {reason}.", "Nothing is to be done."));
            }

            var (sha256, bytes) = await FileHash.OfAsync(head.AsMemory(0, read), content, cancellationToken);
            return bytes == seen.Bytes ? seen with { Sha256 = sha256 } : Changed(source);
        }
        finally
        {
            _reading.Release();
        }
    }

    private static async Task<SourceLook.Content> PropertiesAsync(BlockBlobClient blob, CancellationToken cancellationToken)
    {
        var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
        return new SourceLook.Content(properties.ContentLength, properties.LastModified.UtcTicks, "", BlobWalk.Text(properties.ETag));
    }

    private static SourceLook.Fail Gone(ItemSource source) => new(new ItemFailure(
        "source_gone", $"{source.Name} is not there any more.", "Put it back and retry the failed items, or leave it."));

    private static SourceLook.Fail Changed(ItemSource source) => new(new ItemFailure(
        "source_changed", $"{source.Name} has changed since it was listed.", "Retry the failed items once it is written completely."));
}
