using Batch.Contracts.Objects;
using Batch.Worker.Objects;

namespace Batch.Worker.Tests.Objects;

public sealed class ObjectWriterTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private static readonly byte[] Content = "the result"u8.ToArray();
    private readonly TestStore store = new();
    private readonly HttpClient http = new();
    private readonly TestFolder folder = new();
    private readonly ObjectWriter writer;

    public ObjectWriterTests() => writer = new ObjectWriter(http, TimeProvider.System);

    public void Dispose()
    {
        http.Dispose();
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Output_WhenItIsWrittenFromAFile_IsStoredWithItsHash()
    {
        await File.WriteAllBytesAsync(folder.File("x"), Content, Token);

        var written = await writer.WriteAsync(Link(), await OutputContent.FromFileAsync(folder.File("x"), Token), Token);

        Assert.Equal(Content, store.Objects["o"]);
        Assert.Equal(
            new WrittenObject("out.json", Content.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Content))), written);
    }

    [Fact]
    public async Task Output_WhenTheAnswerToItsWritingIsLost_IsSuccess()
    {
        store.LoseAnswerOfPut = true;

        await writer.WriteAsync(Link(), OutputContent.FromMemory(Content), Token);

        Assert.Equal(["PUT o", "PUT o", "GET o"], store.Requests);
    }

    [Fact]
    public async Task Output_WhenAnotherContentIsThere_IsAConflict()
    {
        store.Objects["o"] = "another"u8.ToArray();

        var thrown = await Assert.ThrowsAsync<StoreException>(() => writer.WriteAsync(Link(), OutputContent.FromMemory(Content), Token));

        Assert.Equal(StoreException.ObjectConflict, thrown.Code);
        Assert.Equal("another"u8.ToArray(), store.Objects["o"]);
    }

    [Theory]
    [InlineData(507, StoreException.DiskFull)]
    [InlineData(403, StoreException.UrlRefused)]
    public async Task Output_WhenTheStoreRefuses_SaysWhy(int status, string code)
    {
        store.Statuses.Enqueue(status);

        var thrown = await Assert.ThrowsAsync<StoreException>(() => writer.WriteAsync(Link(), OutputContent.FromMemory(Content), Token));

        Assert.Equal(code, thrown.Code);
    }

    private OutputLink Link() => new("out.json", "jobs/1/e3/out.json", new Uri(store.Base, "o"), new Uri(store.Base, "o"));
}
