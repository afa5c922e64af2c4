using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Items;
using Batch.Contracts.Jobs;
using Batch.Contracts.Paging;
using Batch.Coordinator.Access;
using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Finish;
using Batch.Coordinator.Publication;
using Batch.Coordinator.Tests.Fixture;
using Microsoft.Extensions.Configuration;

namespace Batch.Coordinator.Tests.Web;

public class ApiTests
{
    [Theory]
    [InlineData("GET", "/v1/jobs/nonsense", 404)]
    [InlineData("GET", "/v1/jobs/job_00000000000000000000000000", 404)]
    [InlineData("GET", "/v1/jobs/job_00000000000000000000000000/items", 404)]
    [InlineData("GET", "/v1/jobs/job_00000000000000000000000000/events", 404)]
    [InlineData("GET", "/v1/jobs/job_00000000000000000000000000/costs", 404)]
    [InlineData("POST", "/v1/jobs/nonsense/cancel", 404)]
    [InlineData("POST", "/v1/jobs/nonsense/relist", 404)]
    [InlineData("POST", "/v1/jobs/nonsense/retry", 404)]
    [InlineData("GET", "/v1/pools/nowhere/costs", 404)]
    [InlineData("GET", "/v1/ledger/reconciliation?job=nonsense", 404)]
    [InlineData("GET", "/v1/jobs?limit=0", 400)]
    [InlineData("GET", "/v1/jobs?limit=many", 400)]
    [InlineData("GET", "/v1/jobs?cursor=nonsense", 400)]
    [InlineData("GET", "/v1/jobs?state=nonsense", 400)]
    [InlineData("POST", "/v1/jobs", 415)]
    [InlineData("PATCH", "/v1/jobs", 405)]
    [InlineData("GET", "/nowhere", 404)]
    public async Task Request_WhenRefused_IsAProblem(string method, string path, int status)
    {
        await using var coordinator = await TestCoordinator.StartAsync();

        using var response = await coordinator.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        await TestCoordinator.ProblemAsync(response, status);
    }

    [Fact]
    public async Task Request_WhenTheServerBreaks_ShowsNoInternals()
    {
        await using var coordinator = await TestCoordinator.StartAsync();

        using var response = await coordinator.Client.GetAsync("/broken");

        var problem = await TestCoordinator.ProblemAsync(response, 500);
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_WhenPaged_ShowEverythingOnce()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        foreach (var name in new[] { "a", "b", "c" })
        {
            coordinator.Write(name, name);
        }

        var jobs = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            jobs.Add((await coordinator.SubmitAsync()).Id);
        }

        await coordinator.RunAsync<EnumerationLoop>();

        var newest = await coordinator.Client.GetFromJsonAsync<Page<JobView>>("/v1/jobs?limit=2", WireJson.Options);
        var oldest = await coordinator.Client.GetFromJsonAsync<Page<JobView>>($"/v1/jobs?limit=2&cursor={newest!.NextCursor}", WireJson.Options);
        var first = await coordinator.Client.GetFromJsonAsync<Page<ItemView>>($"/v1/jobs/{jobs[0]}/items?limit=2&state=open", WireJson.Options);
        var rest = await coordinator.Client.GetFromJsonAsync<Page<ItemView>>($"/v1/jobs/{jobs[0]}/items?limit=2&cursor={first!.NextCursor}", WireJson.Options);
        var lines = await coordinator.Client.GetStringAsync($"/v1/jobs/{jobs[0]}/manifest");

        Assert.Equal(jobs.OrderDescending(StringComparer.Ordinal), newest.Items.Concat(oldest!.Items).Select(j => j.Id));
        Assert.Null(oldest.NextCursor);
        Assert.Equal(["a", "b", "c"], first.Items.Concat(rest!.Items).Select(i => i.Source).Order(StringComparer.Ordinal));
        Assert.Equal(3, lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Events_WhenTheJobGoesOn_TellItemsAndJobAndEnd()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();
        using var response = await coordinator.Client.GetAsync($"/v1/jobs/{job.Id}/events", HttpCompletionOption.ResponseHeadersRead);
        var events = SseParser.Create(await response.Content.ReadAsStreamAsync(), (_, data) => JsonSerializer.Deserialize<JobEvent>(data, WireJson.Options)!);
        await using var reader = events.EnumerateAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync());
        var first = reader.Current;

        await coordinator.DoAllAsync(job.Id);
        await coordinator.RunAsync<PublicationLoop>();
        await coordinator.RunAsync<FinishLoop>();
        var rest = new List<SseItem<JobEvent>>();
        while (await reader.MoveNextAsync())
        {
            rest.Add(reader.Current);
        }

        Assert.Equal(("job", "running"), (first.EventType, first.Data.Job?.State));
        Assert.Equal("completed", Assert.Single(rest, e => e.EventType == "item").Data.Item?.State);
        Assert.Equal(("job", true), (rest[^1].EventType, rest[^1].Data.Job?.Ended));
    }

    [Fact]
    public async Task Access_WhenKeysAreConfigured_AsksForOne()
    {
        await using var coordinator = await TestCoordinator.StartAsync(c => c.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Batch:Access:ApiKeys:0:Name"] = "other",
            ["Batch:Access:ApiKeys:0:Sha256"] = Workers.Sha256("another"),
            ["Batch:Access:ApiKeys:1:Name"] = "ci",
            ["Batch:Access:ApiKeys:1:Sha256"] = Workers.Sha256("the key"),
        }));

        using var without = await coordinator.Client.GetAsync("/v1/jobs");
        using var shouted = await coordinator.Client.GetAsync("/V1/JOBS");
        using var unknown = await coordinator.Client.GetAsync("/broken");
        using var health = await coordinator.Client.GetAsync("/healthz");
        coordinator.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "the kez");
        using var wrong = await coordinator.Client.GetAsync("/v1/jobs");
        coordinator.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "the key");
        using var right = await coordinator.Client.GetAsync("/v1/jobs");

        await TestCoordinator.ProblemAsync(without, 401);
        await TestCoordinator.ProblemAsync(shouted, 401);
        await TestCoordinator.ProblemAsync(unknown, 401);
        await TestCoordinator.ProblemAsync(wrong, 401);
        Assert.Equal((200, 200), ((int)health.StatusCode, (int)right.StatusCode));
    }

    [Theory]
    [InlineData("/v1/jobs")]
    [InlineData("/V1/jobs")]
    public async Task Access_WhenCalledUnderAForeignName_IsRefused(string path)
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = "evil.example";

        using var response = await coordinator.Client.SendAsync(request);

        await TestCoordinator.ProblemAsync(response, 403);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]", true)]
    [InlineData("localhost", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("batch.example", false)]
    public void Host_WhenItMeansThisMachine_IsLoopback(string host, bool loopback) =>
        Assert.Equal(loopback, BindRule.IsLoopback(host));

    [Fact]
    public async Task OpenApi_WhenRead_NamesEveryEndpoint()
    {
        await using var coordinator = await TestCoordinator.StartAsync();

        var document = await coordinator.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        var endpoints = document.GetProperty("paths").EnumerateObject()
            .Where(p => p.Name != "/broken")
            .SelectMany(p => p.Value.EnumerateObject().Select(o => $"{o.Name.ToUpperInvariant()} {p.Name} {o.Value.GetProperty("operationId").GetString()}"))
            .Order(StringComparer.Ordinal);
        string[] expected =
        [
            "GET /healthz GetHealth",
            "GET /readyz GetReadiness",
            "GET /v1/bus GetBus",
            "GET /v1/jobs ListJobs",
            "GET /v1/jobs/{id} GetJob",
            "GET /v1/jobs/{id}/costs GetJobCosts",
            "GET /v1/jobs/{id}/events WatchJob",
            "GET /v1/jobs/{id}/items ListItems",
            "GET /v1/jobs/{id}/items/{item}/transcript GetTranscript",
            "GET /v1/jobs/{id}/manifest GetManifest",
            "GET /v1/ledger/reconciliation ReconcileLedger",
            "GET /v1/pools ListPools",
            "GET /v1/pools/{pool}/costs GetPoolCosts",
            "GET /v1/pools/{pool}/wanted GetWantedWorkers",
            "GET /v1/workers ListWorkers",
            "POST /v1/jobs SubmitJob",
            "POST /v1/jobs/{id}/cancel CancelJob",
            "POST /v1/jobs/{id}/relist RelistJob",
            "POST /v1/jobs/{id}/retry RetryJob",
            "POST /v1/workers/{id}/drain DrainWorker",
        ];
        Assert.Equal(expected, endpoints);
    }
}
