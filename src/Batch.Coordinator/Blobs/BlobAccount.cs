using System.Collections.Concurrent;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Objects.Azure;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Blobs;

/// <summary>The storage account that jobs read from.</summary>
internal sealed class BlobAccount(IOptions<BlobOptions> options, IOptions<ObjectOptions> objects, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, BlobContainerClient> _containers = new(StringComparer.Ordinal);
    private readonly StoreClock _clock = new(time);

    /// <summary>One of those that the options name.</summary>
    public BlobContainerClient Container(string name) =>
        _containers.GetOrAdd(name, container => AzureAccount.Open(Of(options.Value, objects.Value, container), _clock));

    public BlockBlobClient Blob(BlobPath path) => Container(path.Container).GetBlockBlobClient(path.Name);

    /// <summary>A link to read exactly this blob, until the lifetime has passed by the clock of the account.</summary>
    public async Task<Uri> ReadLinkAsync(BlobPath path, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        if (!_clock.IsSet)
        {
            await Container(path.Container).ExistsAsync(cancellationToken);
        }

        return Blob(path).GenerateSasUri(BlobSasPermissions.Read, _clock.Now + lifetime);
    }

    internal static AzureBlobOptions Of(BlobOptions options, ObjectOptions objects, string container)
    {
        var own = options.ConnectionString is not null || options.ConnectionStringFile is not null;
        return new AzureBlobOptions
        {
            ConnectionString = own ? options.ConnectionString : objects.Azure.ConnectionString,
            ConnectionStringFile = own ? options.ConnectionStringFile : objects.Azure.ConnectionStringFile,
            Container = container,
        };
    }
}
