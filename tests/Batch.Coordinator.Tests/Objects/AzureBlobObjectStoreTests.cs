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

        var created = Assert.IsType<PutOutcome.Created>(await Store.PutAsync("large", new MemoryStream(content), Token));

        Assert.Equal(new ObjectFacts(content.Length, Convert.ToHexStringLower(SHA256.HashData(content))), created.Facts);
        await using var read = (await Store.OpenReadAsync("large", content.Length - 3, null, Token))!;
        using var end = new MemoryStream();
        await read.CopyToAsync(end, Token);
        Assert.Equal(content[^3..], end.ToArray());
    }

    [Fact]
    public async Task Stat_WhenNobodySaidTheHash_ReadsTheContent()
    {
        var foreign = _server.Container.GetBlockBlobClient("foreign");
        await foreign.StageBlockAsync("MDAw", new MemoryStream("0123"u8.ToArray()), cancellationToken: Token);
        await foreign.CommitBlockListAsync(["MDAw"], cancellationToken: Token);

        Assert.Equal(new ObjectFacts(4, Workers.Sha256("0123")), await Store.StatAsync("foreign", Token));
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
