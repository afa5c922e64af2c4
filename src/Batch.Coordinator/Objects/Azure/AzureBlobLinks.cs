using Azure.Storage.Blobs;
using Azure.Storage.Sas;

namespace Batch.Coordinator.Objects.Azure;

/// <summary>
/// Shared access signatures for one blob each. They have no start, so that no clock has to agree; the one to create cannot overwrite,
/// since its permission is to create and not to write.
/// </summary>
internal sealed class AzureBlobLinks(BlobContainerClient container, StoreClock clock) : IObjectLinks
{
    public ValueTask<Uri> ReadAsync(string objectName, TimeSpan lifetime, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Link(objectName, BlobSasPermissions.Read, lifetime));

    public ValueTask<Uri> CreateAsync(string objectName, TimeSpan lifetime, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Link(objectName, BlobSasPermissions.Create, lifetime));

    private Uri Link(string objectName, BlobSasPermissions permissions, TimeSpan lifetime) =>
        container.GetBlobClient(ObjectName.Require(objectName)).GenerateSasUri(permissions, clock.Now + lifetime);
}
