using System.Net.Http.Json;
using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Items;
using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Finish;
using Batch.Coordinator.Leases;
using Batch.Coordinator.Publication;
using Batch.Coordinator.Tests.Fixture;
using Batch.Core.Attempts;
using Batch.Core.Ids;
using Batch.Core.Items;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Tests.Enumeration;

public class SourceManifestTests
{
    [Fact]
    public async Task Submit_WhenLinesAreWrong_NamesEachLineAndWhatWouldBeRight()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var manifest = coordinator.Write("list.jsonl", """
            {"path":"a.mp3","customId":"one"}
            {"path":"b.mp3"
            {"path":"c.mp3","colour":1}

            {"path":"/etc/passwd"}
            {"path":"../in/./a.mp3"}
            {"path":"d.mp3","customId":"one"}
            {"customId":7}
            {"path":"e.mp3","level":"high","durationSeconds":-1,"tags":{"a":1}}
            ["f.mp3"]
            {"path":"g.mp3","path":"h.mp3"}
            {"path":"\ud800.mp3"}
            """);

        using var response = await PostAsync(coordinator, manifest);

        var problem = await TestCoordinator.ProblemAsync(response, 400);
        var problems = problem.GetProperty("errors").GetProperty("source.manifest").EnumerateArray().Select(e => e.GetString()!).ToList();
        string[] expected =
        [
            "Line 2: is not valid JSON", "Line 3: colour is not a known field; known are blob, customId, durationSeconds, level, path, tags.",
            "Line 5: path '/etc/passwd' is not below", "Line 6: names the same source as line 1 (a.mp3)", "Line 7: customId 'one' is that of line 1",
            "Line 8: names no source or two", "Line 8: customId must be a text", "Line 9: durationSeconds must be", "Line 9: tags.a", "Line 9: level must be",
            "Line 10: is not a JSON object", "Line 11: is not valid JSON", "Line 12: holds a text that is no Unicode",
        ];
        Assert.True(expected.Length == problems.Count, string.Join('\n', problems));
        Assert.All(expected.Zip(problems), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Empty(await coordinator.Store.ReadAsync(db => db.Jobs.ToListAsync(), default));
    }

    [Theory]
    [InlineData("missing.jsonl", "", "does not exist")]
    [InlineData("empty.jsonl", "\n", "It has no lines")]
    public async Task Submit_WhenThereIsNoList_SaysSo(string name, string content, string says)
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("empty.jsonl", content);

        using var response = await PostAsync(coordinator, Path.Join(coordinator.Source, name));

        var problem = await TestCoordinator.ProblemAsync(response, 400);
        Assert.Contains(says, problem.GetProperty("errors").GetProperty("source.manifest")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_WhenManifestAndPathsAreNamed_RefusesBoth()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var manifest = coordinator.Write("list.jsonl", """{"path":"a.mp3"}""");
        var body = new
        {
            kind = "scripted",
            source = new { paths = new[] { coordinator.Source }, manifest, include = new[] { "*.mp3" } },
            output = new { folder = coordinator.Output },
        };

        using var response = await coordinator.Client.PostAsJsonAsync("/v1/jobs", body);

        var problem = await TestCoordinator.ProblemAsync(response, 400);
        Assert.Equal(2, problem.GetProperty("errors").GetProperty("source.manifest").GetArrayLength());
    }

    [Fact]
    public async Task Submit_WhenManyLinesAreWrong_StopsReading()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var manifest = coordinator.Write("list.jsonl", string.Concat(Enumerable.Repeat("{}\n", 1_000)));

        using var response = await PostAsync(coordinator, manifest);

        var problem = await TestCoordinator.ProblemAsync(response, 400);
        Assert.Equal(21, problem.GetProperty("errors").GetProperty("source.manifest").GetArrayLength());
    }

    [Fact]
    public async Task Listing_WhenLinesSaySo_ItemsHaveTheirOwn()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("talks/a.mp3", "1");
        coordinator.Write("b.mp3", "22");
        var elsewhere = Path.Join(coordinator.Folder.Folder("elsewhere"), "c.mp3");
        File.WriteAllText(elsewhere, "333");
        var manifest = coordinator.Write("list.jsonl", $$"""
            {"path":"talks/a.mp3","customId":"call-1","level":7,"tags":{"team":"red"},"durationSeconds":1.5}
            {"path":{{JsonSerializer.Serialize(Path.Join(coordinator.Source, "b.mp3"))}},"level":1}
            {"path":"../elsewhere/c.mp3"}
            {"path":"gone.mp3"}
            """);

        var job = await coordinator.SubmitAsync(b => b.Manifest = manifest);
        await coordinator.RunAsync<EnumerationLoop>();

        Assert.Equal("list.jsonl", job.Name);
        var items = (await coordinator.ItemsAsync(job.Id)).ToDictionary(i => i.Source.CustomId ?? Path.GetFileName(i.Source.Name));
        Assert.Equal(4, items.Count);
        var a = items["call-1"];
        Assert.Equal(("talks/a.mp3", """{"level":7}""", "f7"), (a.Source.Name, a.OptionsJson, a.Fingerprint));
        Assert.Equal(1_500_000, await WeightAsync(coordinator, a));
        // What says no more than the job does has nothing of its own.
        Assert.Equal(("b.mp3", null, null), (items["b.mp3"].Source.Name, items["b.mp3"].OptionsJson, items["b.mp3"].Fingerprint));
        Assert.Equal(2, await WeightAsync(coordinator, items["b.mp3"]));
        Assert.Equal(elsewhere.TrimStart('/'), items["c.mp3"].Source.Name);
        Assert.Equal("source_gone", items["gone.mp3"].Failure?.Code);
        var view = Assert.Single(await ViewsAsync(coordinator, job.Id), v => v.CustomId == "call-1");
        Assert.Equal("red", view.Tags!["team"]);
    }

    [Fact]
    public async Task Grant_WhenAnItemHasOptionsOfItsOwn_CarriesThemAndItsId()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        var manifest = coordinator.Write("list.jsonl", """{"path":"a.mp3","customId":"call-1","level":7}""");
        var job = await coordinator.SubmitAsync(b => b.Manifest = manifest);
        await coordinator.RunAsync<EnumerationLoop>();
        var item = Assert.Single(await coordinator.ItemsAsync(job.Id));
        var chunk = await coordinator.Store.ReadAsync(db => db.Chunks.SingleAsync(c => c.Spec.ItemId == item.Id), default);
        var now = TimeProvider.System.GetUtcNow();
        var attempt = new Attempt(SortableId.New<AttemptId>(now), chunk, SortableId.New<SessionId>(now), Guid.NewGuid(), "", now);

        var grant = await ActivatorUtilities.CreateInstance<GrantBuilder>(coordinator.Get<IServiceProvider>()).BuildAsync(attempt, "token", default);

        Assert.Equal("""{"level":7}""", grant.Options.GetRawText());
        Assert.Equal("call-1", grant.Source.CustomId);
    }

    [Fact]
    public async Task Opening_WhenDoneBefore_OptionsAndNamesOfTheItemDecide()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        foreach (var name in new[] { "same", "level", "called", "plain" })
        {
            coordinator.Write($"{name}.mp3", name);
        }

        var manifest = coordinator.Write("list.jsonl", """
            {"path":"same.mp3","customId":"1","level":2}
            {"path":"level.mp3","customId":"2","level":2}
            {"path":"called.mp3","customId":"3"}
            {"path":"plain.mp3","level":2}
            """);
        await FinishAsync(coordinator, manifest);
        File.WriteAllText(manifest, """
            {"path":"same.mp3","customId":"1","level":2}
            {"path":"level.mp3","customId":"2","level":3}
            {"path":"called.mp3","customId":"changed"}
            """);

        var second = await coordinator.SubmitAsync(b => b.Manifest = manifest);
        // What a line asked for is what a whole job asks for.
        var third = await coordinator.SubmitAsync(b => (b.Include, b.Level) = (["plain.mp3"], 2));
        await coordinator.RunAsync<EnumerationLoop>();

        var items = (await coordinator.ItemsAsync(second.Id)).ToDictionary(i => i.Source.Name);
        Assert.Equal(ItemState.Publishing, items["same.mp3"].State);
        Assert.Equal((ItemState.Open, 0), (items["level.mp3"].State, items["level.mp3"].Stage));
        // A result names its item: under another id the last stage alone runs again.
        Assert.Equal((ItemState.Open, 2), (items["called.mp3"].State, items["called.mp3"].Stage));
        Assert.Equal(ItemState.Publishing, Assert.Single(await coordinator.ItemsAsync(third.Id)).State);
    }

    [Fact]
    public async Task Manifest_WhenTheJobEnds_NamesIdsAndTags()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        var manifest = coordinator.Write("list.jsonl", """{"path":"a.mp3","customId":"call-1","tags":{"team":"red"}}""");

        await FinishAsync(coordinator, manifest);

        var line = JsonSerializer.Deserialize<ManifestLine>(await File.ReadAllTextAsync(Path.Join(coordinator.Output, "manifest.jsonl")), WireJson.Options)!;
        Assert.Equal(("call-1", "red", "completed"), (line.CustomId, line.Tags!["team"], line.Status));
    }

    [Fact]
    public async Task Listing_WhenTheManifestChangedSince_WaitsVisiblyUntilItIsBack()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        const string Right = """{"path":"a.mp3"}""";
        var manifest = coordinator.Write("list.jsonl", Right);
        var job = await coordinator.SubmitAsync(b => b.Manifest = manifest);
        File.WriteAllText(manifest, """{"path":"b.mp3"}""");

        await coordinator.RunAsync<EnumerationLoop>();
        var waiting = await coordinator.JobAsync(job.Id);
        File.Delete(manifest);
        await coordinator.RunAsync<EnumerationLoop>();
        var without = await coordinator.JobAsync(job.Id);
        File.WriteAllText(manifest, Right);
        await coordinator.RunAsync<EnumerationLoop>();

        Assert.Equal("waiting", waiting.State);
        Assert.Contains("has changed since", waiting.Waiting!.Reason, StringComparison.Ordinal);
        Assert.Equal(("waiting", 0), (without.State, without.Progress.Items));
        Assert.Equal("running", (await coordinator.JobAsync(job.Id)).State);
        Assert.Equal("a.mp3", Assert.Single(await coordinator.ItemsAsync(job.Id)).Source.Name);
    }

    [Fact]
    public async Task Listing_WhenRepeated_AddsNothing()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        var manifest = coordinator.Write("list.jsonl", string.Concat(Enumerable.Range(0, 2_500).Select(n => $"{{\"path\":\"{n}.mp3\"}}\n")));
        var job = await coordinator.SubmitAsync(b => b.Manifest = manifest);
        var id = SortableId.Parse<JobId>(job.Id);
        var row = await coordinator.Store.ReadAsync(db => db.Jobs.SingleAsync(j => j.Id == id), default);

        Assert.True(await coordinator.Get<SourceListing>().ListAsync(row, default));
        Assert.True(await coordinator.Get<SourceListing>().ListAsync(row, default));

        Assert.Equal(2_500, (await coordinator.JobAsync(job.Id)).Progress.Items);
    }

    private static async Task FinishAsync(TestCoordinator coordinator, string manifest)
    {
        var job = await coordinator.SubmitAsync(b => b.Manifest = manifest);
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.DoAllAsync(job.Id);
        await coordinator.RunAsync<PublicationLoop>();
        await coordinator.RunAsync<FinishLoop>();
    }

    private static Task<long> WeightAsync(TestCoordinator coordinator, Item item) =>
        coordinator.Store.ReadAsync(db => db.Chunks.Where(c => c.Spec.ItemId == item.Id).Select(c => c.Spec.Weight).SingleAsync(), default);

    private static async Task<IReadOnlyList<ItemView>> ViewsAsync(TestCoordinator coordinator, string job) =>
        (await coordinator.Client.GetFromJsonAsync<Contracts.Paging.Page<ItemView>>($"/v1/jobs/{job}/items", WireJson.Options))!.Items;

    private static Task<HttpResponseMessage> PostAsync(TestCoordinator coordinator, string manifest) =>
        coordinator.Client.PostAsJsonAsync("/v1/jobs", new JobBody { Manifest = manifest, Folder = coordinator.Output }.ToJson());
}
