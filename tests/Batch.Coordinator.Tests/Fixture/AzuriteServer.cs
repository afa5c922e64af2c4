using Azure.Storage.Blobs;
using Batch.Coordinator.Objects.Azure;
using Batch.Coordinator.Tests.Leases;

namespace Batch.Coordinator.Tests.Fixture;

/// <summary>The Azurite of the tests: <c>BATCH_TEST_AZURITE</c> is its connection string. A container for each test.</summary>
internal sealed class AzuriteServer : IDisposable
{
    private const string Variable = "BATCH_TEST_AZURITE";

    public AzuriteServer()
    {
        Options = new AzureBlobOptions { ConnectionString = Required(), Container = $"test-{Guid.NewGuid():N}" };
        Container = AzureAccount.Open(Options, Clock);
    }

    public AzureBlobOptions Options { get; }

    /// <summary>Of a machine whose own clock stands still months ago.</summary>
    public StoreClock Clock { get; } = new(new ManualTime());

    public BlobContainerClient Container { get; }

    public void Dispose() => Container.DeleteIfExists();

    private static string Required()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } connection)
        {
            Assert.Skip($"{Variable} is not set: no Azurite");
            return "";
        }

        return connection;
    }
}
