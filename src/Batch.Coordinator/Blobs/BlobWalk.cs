using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Batch.Contracts.Jobs;
using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Files;
using Batch.Core.Items;

namespace Batch.Coordinator.Blobs;

/// <summary>Lists the blobs of a prefix, streaming, a page of the store at a time. What lies below an output in it is left out.</summary>
internal sealed class BlobWalk(BlobContainerClient container, SourceSpec source, string outputFolder)
{
    // How stores with folders of their own show a folder among the blobs.
    private const string FolderMark = "hdi_isfolder";

    private readonly GlobSet _include = new(source.Include);
    private readonly GlobSet _exclude = new(source.Exclude);

    // Names begin after the last folder of the prefix: 'a/b/2026-' gives '2026-x.mp3'.
    private readonly string _base = source.Prefix is { } prefix ? prefix[..(prefix.LastIndexOf('/') + 1)] : "";

    /// <summary>As HTTP does not write it: without quotation marks.</summary>
    public static string Text(ETag etag) => etag.ToString().Trim('"');

    /// <exception cref="SourceUnavailableException">The store does not answer, or has no such container any more.</exception>
    public async IAsyncEnumerable<ListedName> NamesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var folder = new BlobPath(container.Name, _base).ToString().TrimEnd('/');
        var output = Below.IsBelow(outputFolder, folder) ? outputFolder : null;
        await using var blobs = container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, source.Prefix, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(blobs))
        {
            var blob = blobs.Current;
            var name = blob.Name[_base.Length..];
            var path = new BlobPath(container.Name, blob.Name).ToString();
            var isFolder = name.Length == 0 || name.EndsWith('/') || blob.Metadata?.ContainsKey(FolderMark) is true;
            if (isFolder || _exclude.Matches(name) || !(_include.IsEmpty || _include.Matches(name)) || (output is not null && Below.IsBelow(path, output)))
            {
                continue;
            }

            yield return new ListedName(
                new ItemSource
                {
                    Name = name,
                    Path = path,
                    Bytes = blob.Properties.ContentLength ?? 0,
                    ModifiedTicks = (blob.Properties.LastModified ?? default).UtcTicks,
                    ETag = blob.Properties.ETag is { } etag ? Text(etag) : null,
                    StemKey = name[..^Path.GetExtension(name).Length].ToLowerInvariant(),
                },
                null,
                Skipped: false);
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<BlobItem> blobs)
    {
        try
        {
            return await blobs.MoveNextAsync();
        }
        catch (Exception error) when (BlobErrors.IsStore(error))
        {
            throw new SourceUnavailableException(
                $"The container '{container.Name}' cannot be listed ({BlobErrors.Words(error)}). It is tried again until it can, or cancel the job.", error);
        }
    }
}
