using System.Net;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Objects.Azure;
using Batch.Coordinator.Tests.Fixture;

namespace Batch.Coordinator.Tests.Objects;

/// <summary>On a machine whose clock is months behind the store's: links expire by the clock of the store.</summary>
public sealed class AzureBlobLinksTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly AzuriteServer _server = new();
    private readonly HttpClient _anybody = new();
    private readonly AzureBlobObjectStore _store;
    private readonly AzureBlobLinks _links;

    public AzureBlobLinksTests()
    {
        _store = new AzureBlobObjectStore(_server.Container);
        _links = new AzureBlobLinks(_server.Container, _server.Clock);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _store.EnsureAsync(Token);

    public ValueTask DisposeAsync()
    {
        _anybody.Dispose();
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Link_WhenGood_CreatesOnceAndReadsRanges()
    {
        var create = await _links.CreateAsync("jobs/a/b.json", Minute, Token);
        var read = await _links.ReadAsync("jobs/a/b.json", Minute, Token);

        Assert.Equal(HttpStatusCode.Created, await PutAsync(create, "0123"));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(create, "4567"));
        using var request = new HttpRequestMessage(HttpMethod.Get, read);
        request.Headers.Range = new(1, 2);
        using var range = await _anybody.SendAsync(request, Token);

        Assert.Equal((HttpStatusCode.PartialContent, "12"), (range.StatusCode, await range.Content.ReadAsStringAsync(Token)));
        using var content = new StreamReader((await _store.OpenReadAsync("jobs/a/b.json", 0, null, Token))!);
        Assert.Equal("0123", await content.ReadToEndAsync(Token));
    }

    [Fact]
    public async Task Link_WhenForAnotherMethodOrObject_IsRefused()
    {
        var create = await _links.CreateAsync("a", Minute, Token);
        var read = await _links.ReadAsync("b", Minute, Token);
        await PutAsync(await _links.CreateAsync("b", Minute, Token), "0123");

        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(create));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(read, "4567"));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(new UriBuilder(read) { Path = new Uri(create.GetLeftPart(UriPartial.Path)).AbsolutePath }.Uri));
    }

    [Fact]
    public async Task Link_WhenExpired_IsRefused() =>
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(await _links.CreateAsync("a", -Minute, Token), "0123"));

    private async Task<HttpStatusCode> GetAsync(Uri link)
    {
        using var answer = await _anybody.GetAsync(link, Token);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> PutAsync(Uri link, string content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, link) { Content = new StringContent(content) };
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        using var answer = await _anybody.SendAsync(request, Token);
        return answer.StatusCode;
    }
}
