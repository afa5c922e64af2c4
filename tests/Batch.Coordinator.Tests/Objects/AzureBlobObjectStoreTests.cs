using System.Security.Cryptography;
using Azure.Storage.Blobs.Specialized;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Objects.Azure;
using Batch.Coordinator.Tests.Fixture;

namespace Batch.Coordinator.Tests.Objects;

public sealed class AzureBlobObjectStoreTests : ObjectStoreContract, IAsyncLifetime
{
    private readonly AzuriteServer _server = new();

    public AzureBlobObjectStoreTests() => Store = new AzureBlobObjectStore(_server.Container);

    protected override IObjectStore Store { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Store.EnsureAsync(Token);

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Put_WhenLargerThanABlock_IsOneObject()
    {
        var content = RandomNumberGenerator.GetBytes((20 * 1024 * 1024) + 1);

        Assert.Equal(PutOutcome.Created, await Store.PutAsync("large", new MemoryStream(content), Token));

        Assert.Equal(SHA256.HashData(content), SHA256.HashData(await ReadAsync(0)));
        Assert.Equal(content[^3..], await ReadAsync(content.Length - 3));

        async Task<byte[]> ReadAsync(long offset)
        {
            await using var read = (await Store.OpenReadAsync("large", offset, null, Token))!;
            using var all = new MemoryStream();
            await read.CopyToAsync(all, Token);
            return all.ToArray();
        }
    }

    [Fact]
    public async Task Store_WhenTheAccountIsNotThere_SaysSoWithoutTheKey()
    {
        var options = new AzureBlobOptions
        {
            ConnectionString = "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=c2VjcmV0;BlobEndpoint=http://127.0.0.1:1/a",
            Container = "batch",
        };
        var store = new AzureBlobObjectStore(AzureAccount.Open(options, _server.Clock, retries: 0));

        var thrown = await Assert.ThrowsAsync<UnusableObjectStoreException>(() => store.EnsureAsync(Token));

        Assert.Contains("http://127.0.0.1:1", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", thrown.Message, StringComparison.Ordinal);
    }
}
