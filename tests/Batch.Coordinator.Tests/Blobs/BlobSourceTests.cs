using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Azure.Storage.Blobs.Specialized;
using Batch.Contracts.Leases;
using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Leases;
using Batch.Coordinator.Tests.Fixture;
using Batch.Core.Attempts;
using Batch.Core.Ids;
using Batch.Core.Items;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Tests.Blobs;

public sealed class BlobSourceTests : IDisposable
{
    private readonly AzuriteServer _azurite = new();
    private readonly HttpClient _http = new();

    public BlobSourceTests() => _azurite.Container.Create();

    private string Container => _azurite.Options.Container;

    public void Dispose()
    {
        _http.Dispose();
        _azurite.Dispose();
    }

    [Fact]
    public async Task Listing_WhenAPrefixIsNamed_TakesWhatTheGlobsTakeAndPinsIt()
    {
        await using var coordinator = await StartAsync();
        foreach (var name in new[] { "2026/w47/a.mp3", "2026/w47/b c#?%.MP3", "2026/w47/deep/er.mp3", "2026/w47/drafts/x.mp3", "2026/w47/notes.txt", "2026/w48.mp3", "2025/z.mp3" })
        {
            Upload(name, name);
        }

        Upload("2026/w47/folder/", "");

        var job = await coordinator.SubmitAsync(b => (b.Container, b.Prefix, b.Include, b.Exclude) = (Container, "2026/w47", ["*.mp3"], ["w47/drafts"]));
        await coordinator.RunAsync<EnumerationLoop>();
        var nested = await coordinator.SubmitAsync(b => (b.Container, b.Prefix, b.Include, b.Exclude) = (Container, "2026/w47/", ["*.mp3"], ["drafts/**"]));
        await coordinator.RunAsync<EnumerationLoop>();

        Assert.Equal(["w47/a.mp3", "w47/b c#?%.MP3", "w47/deep/er.mp3", "w47/drafts/x.mp3"], (await coordinator.ItemsAsync(job.Id)).Select(i => i.Source.Name));
        var items = await coordinator.ItemsAsync(nested.Id);
        Assert.Equal(["a.mp3", "b c#?%.MP3", "deep/er.mp3"], items.Select(i => i.Source.Name));
        Assert.All(items, i => Assert.Equal((ItemState.Open, Workers.Sha256($"2026/w47/{i.Source.Name}")), (i.State, i.Sha256)));
        Assert.All(items, i => Assert.NotNull(i.Source.ETag));
        Assert.Equal(Container, job.Name);
    }

    [Fact]
    public async Task Opening_WhenTheVersionIsKnown_ReadsNothing()
    {
        await using var coordinator = await StartAsync();
        Upload("a.mp3", "1");
        Upload("b.mp3", "2");
        await ListedAsync(coordinator);
        // Who read it again would find another hash than the one on record.
        await coordinator.Store.WriteAsync(
            scope => scope.Db.KnownFiles.ToList().ForEach(f => f.Update(f.Bytes, f.ModifiedTicks, f.ETag, new string('f', 64))), default);
        Upload("b.mp3", "3");

        var items = (await ListedAsync(coordinator)).ToDictionary(i => i.Source.Name);

        Assert.Equal(new string('f', 64), items["a.mp3"].Sha256);
        Assert.Equal(Workers.Sha256("3"), items["b.mp3"].Sha256);
    }

    [Fact]
    public async Task Opening_WhenABlobChangedSinceItWasListed_SaysSoAndARetryTakesItAsItIs()
    {
        await using var coordinator = await StartAsync();
        Upload("a.mp3", "1");
        Upload("gone.mp3", "2");
        Upload("junk.mp3", "JUNK");
        var job = await coordinator.SubmitAsync(b => b.Container = Container);
        var id = SortableId.Parse<JobId>(job.Id);
        await coordinator.Get<SourceListing>().ListAsync(await coordinator.Store.ReadAsync(db => db.Jobs.SingleAsync(j => j.Id == id), default), default);
        Upload("a.mp3", "changed");
        _azurite.Container.DeleteBlob("gone.mp3");

        await coordinator.RunAsync<EnumerationLoop>();
        var items = (await coordinator.ItemsAsync(job.Id)).ToDictionary(i => i.Source.Name);
        await coordinator.Get<JobRetry>().RetryAsync(new Caller("default", "test"), job.Id, default);
        await coordinator.RunAsync<EnumerationLoop>();
        var retried = (await coordinator.ItemsAsync(job.Id)).ToDictionary(i => i.Source.Name);

        Assert.Equal((ItemState.Failed, "source_changed"), (items["a.mp3"].State, items["a.mp3"].Failure?.Code));
        Assert.Equal((ItemState.Failed, "source_gone"), (items["gone.mp3"].State, items["gone.mp3"].Failure?.Code));
        Assert.Equal((ItemState.Skipped, "not_an_input"), (items["junk.mp3"].State, items["junk.mp3"].Failure?.Code));
        Assert.Equal((ItemState.Open, Workers.Sha256("changed")), (retried["a.mp3"].State, retried["a.mp3"].Sha256));
    }

    [Fact]
    public async Task Link_WhenTheBlobChanges_OpensItNoMoreAndNeverAnotherBlob()
    {
        await using var coordinator = await StartAsync();
        Upload("a b.mp3", "content");
        var item = Assert.Single(await ListedAsync(coordinator));
        var grant = await GrantAsync(coordinator, item);
        var link = Assert.Single(grant.Inputs);

        Upload("other.mp3", "other");

        var content = await GetAsync(link.Url, link.ETag);
        var other = await GetAsync(new Uri(link.Url.AbsoluteUri.Replace("a%20b.mp3", "other.mp3", StringComparison.Ordinal)), null);
        Upload("a b.mp3", "changed");
        var changed = await GetAsync(link.Url, link.ETag);

        Assert.Equal((HttpStatusCode.OK, "content"), content);
        Assert.Equal(HttpStatusCode.Forbidden, other.Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, changed.Status);
    }

    [Fact]
    public async Task Submit_WhenTheContainerMayNotBeRead_SaysWhatHelps()
    {
        await using var coordinator = await StartAsync($"{Container}-gone");

        Assert.Contains("SourceContainers", await RefusalAsync(coordinator, "elsewhere"), StringComparison.Ordinal);
        Assert.Contains("There is no container", await RefusalAsync(coordinator, $"{Container}-gone"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listing_WhenTheContainerIsGone_WaitsVisiblyUntilItIsBack()
    {
        await using var coordinator = await StartAsync();
        var job = await coordinator.SubmitAsync(b => b.Container = Container);
        _azurite.Container.Delete();

        await coordinator.RunAsync<EnumerationLoop>();
        var waiting = await coordinator.JobAsync(job.Id);
        _azurite.Container.Create();
        Upload("a.mp3", "1");
        await coordinator.RunAsync<EnumerationLoop>();

        Assert.Equal("waiting", waiting.State);
        Assert.Contains("ContainerNotFound", waiting.Waiting!.Reason, StringComparison.Ordinal);
        Assert.Equal("a.mp3", Assert.Single(await coordinator.ItemsAsync(job.Id)).Source.Name);
    }

    [Fact]
    public async Task Manifest_WhenALineNamesABlob_TakesIt()
    {
        await using var coordinator = await StartAsync();
        Upload("calls/a.mp3", "1");
        var manifest = coordinator.Write("list.jsonl", $$"""
            {"blob":"{{Container}}/calls/a.mp3","customId":"call-1"}
            {"blob":"{{Container}}/calls/gone.mp3"}
            """);
        var wrong = coordinator.Write("wrong.jsonl", """
            {"blob":"elsewhere/a.mp3"}
            {"blob":"a.mp3"}
            {"blob":"a/b.mp3","path":"c.mp3"}
            """);

        var job = await coordinator.SubmitAsync(b => b.Manifest = manifest);
        await coordinator.RunAsync<EnumerationLoop>();
        using var refused = await coordinator.Client.PostAsJsonAsync("/v1/jobs", new JobBody { Manifest = wrong, Folder = coordinator.Output }.ToJson());

        var items = await coordinator.ItemsAsync(job.Id);
        Assert.Equal([$"{Container}/calls/a.mp3", $"{Container}/calls/gone.mp3"], items.Select(i => i.Source.Name));
        Assert.Equal(("call-1", Workers.Sha256("1")), (items[0].Source.CustomId, items[0].Sha256));
        Assert.NotNull(items[0].Source.ETag);
        Assert.Equal("source_gone", items[1].Failure?.Code);
        var problems = (await TestCoordinator.ProblemAsync(refused, 400)).GetProperty("errors").GetProperty("source.manifest");
        Assert.Equal(["Line 1", "Line 2", "Line 3"], problems.EnumerateArray().Select(p => p.GetString()![..6]));
    }

    private Task<TestCoordinator> StartAsync(string another = "another-one") => TestCoordinator.StartAsync(configuration => configuration.AddInMemoryCollection(
    [
        new("Batch:Blobs:ConnectionString", _azurite.Options.ConnectionString),
        new("Batch:Blobs:SourceContainers:0", Container),
        new("Batch:Blobs:SourceContainers:1", another),
    ]));

    private void Upload(string name, string content)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var blob = _azurite.Container.GetBlockBlobClient(name);
        blob.StageBlock(Convert.ToBase64String("0"u8), bytes.Length > 0 ? bytes : new MemoryStream([0]));
        blob.CommitBlockList(bytes.Length > 0 ? [Convert.ToBase64String("0"u8)] : []);
    }

    private async Task<List<Item>> ListedAsync(TestCoordinator coordinator)
    {
        var job = await coordinator.SubmitAsync(b => b.Container = Container);
        await coordinator.RunAsync<EnumerationLoop>();
        return await coordinator.ItemsAsync(job.Id);
    }

    private static async Task<ChunkGrant> GrantAsync(TestCoordinator coordinator, Item item)
    {
        var chunk = await coordinator.Store.ReadAsync(db => db.Chunks.SingleAsync(c => c.Spec.ItemId == item.Id), default);
        var now = TimeProvider.System.GetUtcNow();
        var attempt = new Attempt(SortableId.New<AttemptId>(now), chunk, SortableId.New<SessionId>(now), Guid.NewGuid(), "", now);
        return await ActivatorUtilities.CreateInstance<GrantBuilder>(coordinator.Get<IServiceProvider>()).BuildAsync(attempt, "token", default);
    }

    private async Task<(HttpStatusCode Status, string Content)> GetAsync(Uri url, string? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (version is not null)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(version));
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string> RefusalAsync(TestCoordinator coordinator, string container)
    {
        using var response = await coordinator.Client.PostAsJsonAsync("/v1/jobs", new JobBody { Container = container, Folder = coordinator.Output }.ToJson());
        return (await TestCoordinator.ProblemAsync(response, 400)).GetProperty("errors").GetProperty("source.container")[0].GetString()!;
    }
}
