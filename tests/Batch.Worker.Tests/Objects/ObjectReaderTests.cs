using System.Security.Cryptography;
using Batch.Contracts.Objects;
using Batch.Worker.Objects;

namespace Batch.Worker.Tests.Objects;

public sealed class ObjectReaderTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly TestStore store = new();
    private readonly HttpClient http = new();
    private readonly byte[] content = RandomNumberGenerator.GetBytes(200_000);
    private readonly ObjectReader reader;

    public ObjectReaderTests()
    {
        reader = new ObjectReader(http, TimeProvider.System);
        store.Objects["a"] = content;
    }

    public void Dispose()
    {
        http.Dispose();
        store.Dispose();
    }

    [Fact]
    public async Task Object_WhenItIsReadWhole_HasItsContent() => Assert.Equal(content, await ReadAsync(Link(), 0, null));

    [Fact]
    public async Task Range_WhenItIsRead_HasExactlyItsBytes()
    {
        Assert.Equal(content[1000..4000], await ReadAsync(Link(), 1000, 3000));
        Assert.Equal(["GET a bytes=1000-3999"], store.Requests);
    }

    [Fact]
    public async Task Reading_WhenTheConnectionBreaks_GoesOnAtTheSameByte()
    {
        store.BreakAfter.Enqueue(70_000);
        store.BreakAfter.Enqueue(0);
        store.BreakAfter.Enqueue(50_000);

        Assert.Equal(content, await ReadAsync(Link(), 0, null));
        Assert.True(store.Requests.Count >= 4);
    }

    [Fact]
    public async Task Reading_WhenTheStoreIsBrieflyUnwell_TriesAgain()
    {
        store.Statuses.Enqueue(503);
        store.Statuses.Enqueue(500);

        Assert.Equal(content, await ReadAsync(Link(), 0, null));
    }

    [Fact]
    public async Task Object_WhenItsContentIsNotTheCommittedOne_IsRefused()
    {
        store.Objects["a"] = [.. content[..^1], (byte)(content[^1] ^ 1)];

        var thrown = await Assert.ThrowsAsync<StoreException>(() => ReadAsync(Link(), 0, null));

        Assert.Equal(StoreException.ObjectCorrupt, thrown.Code);
    }

    [Theory]
    [InlineData(403, "prepare/0/a", StoreException.UrlRefused)]
    [InlineData(404, "prepare/0/a", StoreException.ObjectMissing)]
    [InlineData(404, "source", StoreException.SourceMissing)]
    [InlineData(410, "source", StoreException.SourceMissing)]
    [InlineData(409, "source", StoreException.SourceChanged)]
    public async Task Opening_WhenTheStoreRefuses_SaysWhy(int status, string role, string code)
    {
        store.Statuses.Enqueue(status);

        var thrown = await Assert.ThrowsAsync<StoreException>(() => ReadAsync(Link() with { Role = role }, 0, null));

        Assert.Equal((code, 1), (thrown.Code, store.Requests.Count));
    }

    private InputLink Link() => new(
        "prepare/0/a", new Uri(store.Base, "a"), content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));

    private async Task<byte[]> ReadAsync(InputLink link, long offset, long? length)
    {
        await using var stream = await reader.OpenAsync(link, offset, length, Token);
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, Token);
        return read.ToArray();
    }
}
