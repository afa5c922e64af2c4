using System.Security.Cryptography;
using Batch.Contracts.Objects;
using Batch.Worker.Objects;

namespace Batch.Worker.Tests.Objects;

public sealed class ObjectReaderTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly TestStore _store = new();
    private readonly HttpClient _http = new();
    private readonly byte[] _content = RandomNumberGenerator.GetBytes(200_000);
    private readonly ObjectReader _reader;

    public ObjectReaderTests()
    {
        _reader = new ObjectReader(_http, TimeProvider.System);
        _store.Objects["a"] = _content;
    }

    public void Dispose()
    {
        _http.Dispose();
        _store.Dispose();
    }

    [Fact]
    public async Task Object_WhenItIsReadWhole_HasItsContent() => Assert.Equal(_content, await ReadAsync(Link(), 0, null));

    [Fact]
    public async Task Range_WhenItIsRead_HasExactlyItsBytes()
    {
        Assert.Equal(_content[1000..4000], await ReadAsync(Link(), 1000, 3000));
        Assert.Equal(["GET a bytes=1000-3999"], _store.Requests);
    }

    [Fact]
    public async Task Reading_WhenTheConnectionBreaks_GoesOnAtTheSameByte()
    {
        _store.BreakAfter.Enqueue(70_000);
        _store.BreakAfter.Enqueue(0);
        _store.BreakAfter.Enqueue(50_000);

        Assert.Equal(_content, await ReadAsync(Link(), 0, null));
        Assert.True(_store.Requests.Count >= 4);
    }

    [Fact]
    public async Task Reading_WhenTheStoreIsBrieflyUnwell_TriesAgain()
    {
        _store.Statuses.Enqueue(503);
        _store.Statuses.Enqueue(500);

        Assert.Equal(_content, await ReadAsync(Link(), 0, null));
    }

    [Fact]
    public async Task Source_WhenTheStoreHasAnotherVersionOfIt_HasChanged()
    {
        _store.Statuses.Enqueue(412);

        var refused = await Assert.ThrowsAsync<StoreException>(() => ReadAsync(Link() with { Role = ObjectReader.SourceRole, ETag = "\"1\"" }, 0, null));

        Assert.Equal(StoreException.SourceChanged, refused.Code);
    }

    [Fact]
    public async Task Object_WhenItsContentIsNotTheCommittedOne_IsRefused()
    {
        _store.Objects["a"] = [.. _content[..^1], (byte)(_content[^1] ^ 1)];

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
        _store.Statuses.Enqueue(status);

        var thrown = await Assert.ThrowsAsync<StoreException>(() => ReadAsync(Link() with { Role = role }, 0, null));

        Assert.Equal((code, 1), (thrown.Code, _store.Requests.Count));
    }

    private InputLink Link() => new(
        "prepare/0/a", new Uri(_store.Base, "a"), _content.Length, Convert.ToHexStringLower(SHA256.HashData(_content)));

    private async Task<byte[]> ReadAsync(InputLink link, long offset, long? length)
    {
        await using var stream = await _reader.OpenAsync(link, offset, length, Token);
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, Token);
        return read.ToArray();
    }
}
