using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Tests.Fixture;

namespace Batch.Coordinator.Tests.Objects;

public sealed class SignedUrlTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Link_WhenGood_CreatesOnceAndReadsRanges()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var urls = coordinator.Get<SignedUrls>();

        using var created = await PutAsync(coordinator, urls.Create("a/b.json", Minute));
        using var again = await PutAsync(coordinator, urls.Create("a/b.json", Minute));
        using var request = new HttpRequestMessage(HttpMethod.Get, urls.Read("a/b.json", Minute));
        request.Headers.Range = new(1, 2);
        using var range = await coordinator.Client.SendAsync(request);
        using var head = await coordinator.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, urls.Read("a/b.json", Minute)));

        Assert.Equal(201, (int)created.StatusCode);
        Assert.Equal("exists", (await TestCoordinator.ProblemAsync(again, 409)).GetProperty("code").GetString());
        Assert.Equal((206, "12"), ((int)range.StatusCode, await range.Content.ReadAsStringAsync()));
        Assert.Equal(4, head.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Link_WhenTampered_IsRefused()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await coordinator.PutAsync("a/b", "0123");
        var urls = coordinator.Get<SignedUrls>();
        var read = urls.Read("a/b", Minute).ToString();
        string[] bad =
        [
            read.Replace("a/b", "a/c", StringComparison.Ordinal),
            read.Replace("expires=", "expires=9", StringComparison.Ordinal),
            read[..^2],
            read[..read.IndexOf('?', StringComparison.Ordinal)],
            urls.Create("a/b", Minute).ToString(),
        ];

        foreach (var url in bad)
        {
            using var response = await coordinator.Client.GetAsync(new Uri(url));
            Assert.Equal("bad_signature", (await TestCoordinator.ProblemAsync(response, 403)).GetProperty("code").GetString());
        }

        using var put = await PutAsync(coordinator, urls.Read("a/b", Minute));
        Assert.Equal("bad_signature", (await TestCoordinator.ProblemAsync(put, 403)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Link_WhenExpired_SaysSo()
    {
        await using var coordinator = await TestCoordinator.StartAsync();

        using var response = await coordinator.Client.GetAsync(coordinator.Get<SignedUrls>().Read("a/b", -Minute));

        Assert.Equal("expired", (await TestCoordinator.ProblemAsync(response, 403)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Source_WhenChangedOrGone_SaysSo()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var path = coordinator.Write("a.mp3", "0123");
        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();
        var url = coordinator.Get<SignedUrls>().Source(Assert.Single(await coordinator.ItemsAsync(job.Id)).Id, Minute);

        Assert.Equal("0123", await coordinator.Client.GetStringAsync(url));
        await File.WriteAllTextAsync(path, "01234");
        using var changed = await coordinator.Client.GetAsync(url);
        File.Delete(path);
        using var gone = await coordinator.Client.GetAsync(url);
        File.CreateSymbolicLink(path, "/etc/passwd");
        using var linked = await coordinator.Client.GetAsync(url);

        Assert.Equal("source_changed", (await TestCoordinator.ProblemAsync(changed, 409)).GetProperty("code").GetString());
        Assert.Equal("source_gone", (await TestCoordinator.ProblemAsync(gone, 404)).GetProperty("code").GetString());
        Assert.Equal("source_gone", (await TestCoordinator.ProblemAsync(linked, 404)).GetProperty("code").GetString());
    }

    private static async Task<HttpResponseMessage> PutAsync(TestCoordinator coordinator, Uri url)
    {
        using var content = new StringContent("0123");
        return await coordinator.Client.PutAsync(url, content);
    }
}
