using Batch.Contracts.Objects;
using Batch.Worker.Objects;

namespace Batch.Worker.Tests.Objects;

public sealed class ObjectWriterTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private static readonly byte[] Content = "the result"u8.ToArray();
    private readonly TestStore _store = new();
    private readonly HttpClient _http = new();
    private readonly TestFolder _folder = new();
    private readonly ObjectWriter _writer;

    public ObjectWriterTests() => _writer = new ObjectWriter(_http, TimeProvider.System);

    public void Dispose()
    {
        _http.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Output_WhenItIsWrittenFromAFile_IsStoredWithItsHash()
    {
        await File.WriteAllBytesAsync(_folder.File("x"), Content, Token);

        var written = await _writer.WriteAsync(Link(), await OutputContent.FromFileAsync(_folder.File("x"), Token), Token);

        Assert.Equal(Content, _store.Objects["o"]);
        Assert.Equal(
            new WrittenObject("out.json", Content.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Content))), written);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Output_WhenTheAnswerToItsWritingIsLost_IsSuccess(bool azure)
    {
        _store.LoseAnswerOfPut = true;
        _store.IsAzure = azure;

        await _writer.WriteAsync(Link(), OutputContent.FromMemory(Content), Token);

        Assert.Equal(["PUT o", "PUT o", "GET o"], _store.Requests);
    }

    [Fact]
    public async Task Output_WhenAnotherContentIsThere_IsAConflict()
    {
        _store.Objects["o"] = "another"u8.ToArray();

        var thrown = await Assert.ThrowsAsync<StoreException>(() => _writer.WriteAsync(Link(), OutputContent.FromMemory(Content), Token));

        Assert.Equal(StoreException.ObjectConflict, thrown.Code);
        Assert.Equal("another"u8.ToArray(), _store.Objects["o"]);
    }

    [Theory]
    [InlineData(507, StoreException.DiskFull)]
    [InlineData(403, StoreException.UrlRefused)]
    public async Task Output_WhenTheStoreRefuses_SaysWhy(int status, string code)
    {
        _store.Statuses.Enqueue(status);

        var thrown = await Assert.ThrowsAsync<StoreException>(() => _writer.WriteAsync(Link(), OutputContent.FromMemory(Content), Token));

        Assert.Equal(code, thrown.Code);
    }

    private OutputLink Link() => new("out.json", "jobs/1/e3/out.json", new Uri(_store.Base, "o"), new Uri(_store.Base, "o"));
}
