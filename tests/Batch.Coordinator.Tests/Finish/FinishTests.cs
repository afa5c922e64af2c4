using System.Text.Json;
using Batch.Coordinator.Collection;
using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Finish;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Publication;
using Batch.Coordinator.Tests.Fixture;
using Batch.Core.Ids;
using Batch.Core.Items;

namespace Batch.Coordinator.Tests.Finish;

public class FinishTests
{
    [Fact]
    public async Task Finish_WhenAllIsPublished_WritesManifestOfAllRunsAndEnds()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("b.mp3", "1");
        coordinator.Write("junk.txt", "JUNK");
        await RunJobAsync(coordinator);
        coordinator.Write("a.mp3", "2");
        File.Delete(Path.Join(coordinator.Source, "b.mp3"));

        var second = await RunJobAsync(coordinator);

        var job = await coordinator.JobAsync(second);
        Assert.Equal(("completed", true), (job.State, job.Ended));
        var lines = await ManifestAsync(coordinator);
        Assert.Equal(["a.mp3", "b.mp3", "junk.txt"], lines.Select(l => l.GetProperty("source").GetString()));
        Assert.Equal(["completed", "completed", "skipped"], lines.Select(l => l.GetProperty("status").GetString()));
        Assert.Equal("en", lines[0].GetProperty("language").GetString());
        var output = lines[1].GetProperty("outputs")[0];
        Assert.Equal(Workers.Sha256(await File.ReadAllTextAsync(Path.Join(coordinator.Output, output.GetProperty("name").GetString()))), output.GetProperty("sha256").GetString());
        var summary = JsonElement.Parse(await File.ReadAllTextAsync(Path.Join(coordinator.Output, "job.json")));
        Assert.Equal("completed", summary.GetProperty("job").GetProperty("state").GetString());
        Assert.Equal("tiny", summary.GetProperty("models")[0].GetProperty("name").GetString());
        Assert.Empty(Directory.GetFiles(coordinator.Output, ".*"));
    }

    [Fact]
    public async Task Finish_WhenSomethingIsOpen_Waits()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();

        await coordinator.RunAsync<FinishLoop>();

        Assert.Equal("running", (await coordinator.JobAsync(job.Id)).State);
        Assert.False(File.Exists(Path.Join(coordinator.Output, "manifest.jsonl")));
    }

    [Fact]
    public async Task Finish_WhenKilledInBetween_IsTakenUpAgain()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.Store.WriteAsync(scope => scope.Db.Jobs.Find(Core.Ids.SortableId.Parse<Core.Ids.JobId>(job.Id))!.BeginFinish(), default);

        await coordinator.RunAsync<FinishLoop>();

        Assert.Equal("completed", (await coordinator.JobAsync(job.Id)).State);
        Assert.True(File.Exists(Path.Join(coordinator.Output, "manifest.jsonl")));
    }

    [Fact]
    public async Task Finish_WhenOneFolderTakesNothing_ShowsItAndEndsTheOthers()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        var blocked = await coordinator.SubmitAsync();
        var other = await coordinator.SubmitAsync(b => b.Folder = Path.Join(coordinator.Folder.Path, "other"));
        await coordinator.RunAsync<EnumerationLoop>();
        foreach (var job in new[] { blocked, other })
        {
            await coordinator.DoAllAsync(job.Id);
        }

        await coordinator.RunAsync<PublicationLoop>();
        Directory.Delete(coordinator.Output, recursive: true);
        await File.WriteAllTextAsync(coordinator.Output, "in the way");
        await coordinator.RunAsync<FinishLoop>();
        var waiting = await coordinator.JobAsync(blocked.Id);
        File.Delete(coordinator.Output);
        await coordinator.RunAsync<FinishLoop>();
        var healed = await coordinator.JobAsync(blocked.Id);

        Assert.Equal("completed", (await coordinator.JobAsync(other.Id)).State);
        Assert.Equal("finishing", waiting.State);
        Assert.Contains(coordinator.Output, waiting.Waiting!.Reason, StringComparison.Ordinal);
        Assert.Equal(("completed", null), (healed.State, healed.Waiting));
    }

    [Fact]
    public async Task Finish_WhenTheJobWaits_EndsItAllTheSame()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.Store.WriteAsync(scope => scope.Db.Jobs.Find(Core.Ids.SortableId.Parse<Core.Ids.JobId>(job.Id))!.Wait(Core.Jobs.WaitCause.Machinery, "a disk", scope.Now), default);

        await coordinator.RunAsync<FinishLoop>();

        Assert.Equal("completed", (await coordinator.JobAsync(job.Id)).State);
    }

    [Fact]
    public async Task Cancel_WhenTheFolderTakesNothing_EndsAndSaysSo()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.DoAllAsync(job.Id);
        await File.WriteAllTextAsync(coordinator.Output, "in the way");

        using var cancel = await coordinator.Client.PostAsync($"/v1/jobs/{job.Id}/cancel", null);
        await coordinator.RunAsync<CancellationLoop>();
        await coordinator.RunAsync<PublicationLoop>();
        await coordinator.RunAsync<FinishLoop>();

        var ended = await coordinator.JobAsync(job.Id);
        Assert.Equal(("cancelled", 1L), (ended.State, ended.Progress.ItemsCancelled));
        Assert.Contains(coordinator.Output, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_WhenItemsAreOpenAndPending_ClosesThem()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        var open = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();
        var fresh = await coordinator.SubmitAsync();

        using var first = await coordinator.Client.PostAsync($"/v1/jobs/{open.Id}/cancel", null);
        using var second = await coordinator.Client.PostAsync($"/v1/jobs/{fresh.Id}/cancel", null);
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.RunAsync<CancellationLoop>();
        await coordinator.RunAsync<FinishLoop>();
        using var late = await coordinator.Client.PostAsync($"/v1/jobs/{open.Id}/cancel", null);

        Assert.Equal((202, 202), ((int)first.StatusCode, (int)second.StatusCode));
        await TestCoordinator.ProblemAsync(late, 409);
        var job = await coordinator.JobAsync(open.Id);
        Assert.Equal(("cancelled", 1L, 0L), (job.State, job.Progress.ItemsCancelled, job.Progress.ChunksOpen));
        Assert.Equal("cancelled", (await coordinator.JobAsync(fresh.Id)).State);
        Assert.Equal("cancelled", Assert.Single(await ManifestAsync(coordinator)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Retry_WhenItemsFailed_OpensThemAgain()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        coordinator.Write("b.mp3", "2");
        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();
        var items = await coordinator.ItemsAsync(job.Id);
        await coordinator.FailAsync(items[0]);
        await coordinator.DoAsync(items[1]);
        await coordinator.RunAsync<PublicationLoop>();
        await coordinator.RunAsync<FinishLoop>();
        Assert.Equal("completedWithErrors", (await coordinator.JobAsync(job.Id)).State);

        using var retry = await coordinator.Client.PostAsync($"/v1/jobs/{job.Id}/retry", null);
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.DoAllAsync(job.Id);
        await coordinator.RunAsync<PublicationLoop>();
        await coordinator.RunAsync<FinishLoop>();
        using var again = await coordinator.Client.PostAsync($"/v1/jobs/{job.Id}/retry", null);

        Assert.Equal(202, (int)retry.StatusCode);
        await TestCoordinator.ProblemAsync(again, 409);
        var done = await coordinator.JobAsync(job.Id);
        Assert.Equal(("completed", 2L, 0L, 0L), (done.State, done.Progress.ItemsCompleted, done.Progress.ItemsFailed, done.Progress.ChunksOpen));
    }

    [Fact]
    public async Task Relist_WhenAFileCame_AddsItAndTheJobEndsWithBoth()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();

        coordinator.Write("b.mp3", "2");
        using var relist = await coordinator.Client.PostAsync($"/v1/jobs/{job.Id}/relist", null);
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.DoAllAsync(job.Id);
        await coordinator.RunAsync<PublicationLoop>();
        await coordinator.RunAsync<FinishLoop>();
        using var late = await coordinator.Client.PostAsync($"/v1/jobs/{job.Id}/relist", null);

        Assert.Equal(202, (int)relist.StatusCode);
        await TestCoordinator.ProblemAsync(late, 409);
        var done = await coordinator.JobAsync(job.Id);
        Assert.Equal(("completed", 2L, 2L), (done.State, done.Progress.Items, done.Progress.ItemsCompleted));
    }

    [Fact]
    public async Task Retry_WhenItHasEnded_LeavesNothingOfTheRoundBefore()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();
        var item = Assert.Single(await coordinator.ItemsAsync(job.Id));
        var earlier = $"{ObjectNames.JobPrefix(item.JobId)}{item.Id}/r1/half.json";
        await coordinator.PutAsync(earlier, "half of it");
        await coordinator.Store.WriteAsync(
            scope => scope.Db.Objects.Add(new CommittedObject(earlier, item.JobId, item.Id, item.Round)
            {
                Stage = "work",
                Sequence = 0,
                Name = "half.json",
                Bytes = 10,
                Sha256 = Workers.Sha256("half of it"),
                Scratch = false,
            }),
            default);
        await coordinator.FailAsync(item);
        await coordinator.RunAsync<FinishLoop>();

        using var retry = await coordinator.Client.PostAsync($"/v1/jobs/{job.Id}/retry", null);
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.DoAllAsync(job.Id);
        await coordinator.RunAsync<PublicationLoop>();
        await coordinator.RunAsync<FinishLoop>();
        await coordinator.RunAsync<CollectionLoop>();

        Assert.Equal("completed", (await coordinator.JobAsync(job.Id)).State);
        Assert.False(await IsThereAsync(coordinator.Get<IObjectStore>(), earlier));
    }

    [Fact]
    public async Task Collection_WhenJobsEnd_LeavesOnlyWhatIsNamed()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();
        var item = Assert.Single(await coordinator.ItemsAsync(job.Id));
        var orphan = $"{ObjectNames.JobPrefix(item.JobId)}{item.Id}/x/e1/orphan";
        var scratch = $"{ObjectNames.ScratchPrefix(item.JobId, item.Id)}x/e1/audio.pcm";
        await coordinator.PutAsync(orphan, "1");
        await coordinator.PutAsync(scratch, "1");
        var left = $"{ObjectNames.ScratchPrefix(item.JobId, item.Id)}x/e0/audio.pcm";
        await coordinator.PutAsync(left, "what a failed attempt left");
        await coordinator.Store.WriteAsync(
            scope => scope.Db.Objects.Add(new CommittedObject(scratch, item.JobId, item.Id, item.Round)
            {
                Stage = "prepare",
                Sequence = 0,
                Name = "audio.pcm",
                Bytes = 1,
                Sha256 = Workers.Sha256("1"),
                Scratch = true,
            }),
            default);
        var store = coordinator.Get<IObjectStore>();
        var foreign = $"{ObjectNames.JobPrefix(SortableId.New<JobId>(DateTimeOffset.UnixEpoch))}{item.Id}/x/e1/orphan";
        await coordinator.PutAsync(foreign, "1");

        await coordinator.RunAsync<CollectionLoop>();
        Assert.True(await IsThereAsync(store, orphan));
        Assert.True(await IsThereAsync(store, scratch));
        Assert.False(await IsThereAsync(store, left));
        await coordinator.DoAllAsync(job.Id);
        await coordinator.RunAsync<PublicationLoop>();
        await coordinator.RunAsync<CollectionLoop>();
        Assert.False(await IsThereAsync(store, scratch));
        await coordinator.RunAsync<FinishLoop>();
        await coordinator.RunAsync<CollectionLoop>();

        Assert.False(await IsThereAsync(store, orphan));
        Assert.True(await IsThereAsync(store, foreign));
        Assert.Equal("result.json", (await coordinator.Client.GetStringAsync($"/v1/jobs/{job.Id}/items/{item.Id}/transcript?format=json")).Split(' ')[0]);
    }

    private static async Task<bool> IsThereAsync(IObjectStore store, string name)
    {
        await using var content = await store.OpenReadAsync(name, 0, null, default);
        return content is not null;
    }

    private static async Task<string> RunJobAsync(TestCoordinator coordinator)
    {
        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.DoAllAsync(job.Id);
        await coordinator.RunAsync<PublicationLoop>();
        await coordinator.RunAsync<FinishLoop>();
        return job.Id;
    }

    private static async Task<List<JsonElement>> ManifestAsync(TestCoordinator coordinator) =>
        [.. (await File.ReadAllLinesAsync(Path.Join(coordinator.Output, "manifest.jsonl"))).Select(l => JsonElement.Parse(l))];
}
