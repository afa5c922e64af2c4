using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Batch.Coordinator.Files;

namespace Batch.Coordinator.Objects.Azure;

/// <summary>
/// Objects as block blobs. Blocks are staged and then committed on the condition that no blob of the name is there, so of two that create
/// the same name one succeeds, and a reader never sees half of one.
/// </summary>
internal sealed class AzureBlobObjectStore(BlobContainerClient container) : IObjectStore
{
    /// <summary>Metadata with the SHA-256 of the content in lower-case hex, as who created the blob says it. What was committed is in the database.</summary>

    /// <summary>50,000 blocks are the most that a blob may have: 400 GB.</summary>
    private const int BlockBytes = 8 * 1024 * 1024;

    private const int NotFound = 404;

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        try
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException)
        {
            var reason = error is RequestFailedException { ErrorCode: { } code } ? code : (error.InnerException ?? error).Message;
            throw new UnusableObjectStoreException(
                $"the container {container.Name} of {container.Uri.GetLeftPart(UriPartial.Authority)} cannot be used ({reason}): check {ObjectOptions.Section}:Azure.", error);
        }
    }

    public async Task<PutOutcome> PutAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        var blob = Blob(name);
        if (await blob.ExistsAsync(cancellationToken))
        {
            return PutOutcome.Exists;
        }

        var blocks = await StageAsync(blob, content, cancellationToken);
        try
        {
            await blob.CommitBlockListAsync(
                blocks,
                new CommitBlockListOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken);
            return PutOutcome.Created;
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.BlobAlreadyExists || error.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            return PutOutcome.Exists;
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.InvalidBlockList)
        {
            // Another one's commit has thrown our blocks away.
            if (await blob.ExistsAsync(cancellationToken))
            {
                return PutOutcome.Exists;
            }

            throw;
        }
    }

    public async Task<Stream?> OpenReadAsync(string name, long offset, long? length, CancellationToken cancellationToken)
    {
        try
        {
            var range = offset == 0 && length is null ? default : new HttpRange(offset, length);
            // Where the connection breaks, the client goes on from the same byte of the same blob.
            var answer = await Blob(name).DownloadStreamingAsync(new BlobDownloadOptions { Range = range }, cancellationToken);
            return answer.Value.Content;
        }
        catch (RequestFailedException error) when (error.Status == NotFound)
        {
            return null;
        }
    }

    public async IAsyncEnumerable<ObjectEntry> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken))
        {
            yield return new ObjectEntry(blob.Name, blob.Properties.ContentLength ?? 0, (blob.Properties.LastModified ?? default).UtcDateTime);
        }
    }

    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken) =>
        await Blob(name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);

    /// <summary>Nothing: the store itself forgets blocks that were not committed for a week.</summary>
    public Task DiscardUnfinishedAsync(DateTimeOffset before, CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<List<string>> StageAsync(BlockBlobClient blob, Stream content, CancellationToken cancellationToken)
    {
        // Of another writer of the same name other blocks: neither commits the other's.
        var writer = Guid.NewGuid().ToString("N");
        var blocks = new List<string>();
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            while (await content.ReadAtLeastAsync(buffer.AsMemory(0, BlockBytes), BlockBytes, throwOnEndOfStream: false, cancellationToken) is var read and > 0)
            {
                var id = Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{writer}-{blocks.Count:D6}")));
                using var block = new MemoryStream(buffer, 0, read, writable: false);
                await blob.StageBlockAsync(id, block, cancellationToken: cancellationToken);
                blocks.Add(id);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return blocks;
    }

    private BlockBlobClient Blob(string name) => container.GetBlockBlobClient(ObjectName.Require(name));
}
