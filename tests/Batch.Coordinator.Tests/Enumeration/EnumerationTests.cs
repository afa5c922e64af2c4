using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Publication;
using Batch.Coordinator.Tests.Fixture;
using Batch.Core.Items;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Tests.Enumeration;

public class EnumerationTests
{
    [Fact]
    public async Task Listing_WhenNamesAreOdd_KeepsEveryOne()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        string[] names = ["a b.mp3", "new\nline.mp3", "quote\"'.mp3", "emoji😀.mp3", "A.mp3", "a.mp3", "deep/er/x.mp3", ".hidden", new string('x', 251) + ".mp3", "-rf.mp3", "back\\slash.mp3"];
        foreach (var name in names)
        {
            coordinator.Write(name, name);
        }

        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();

        var items = await coordinator.ItemsAsync(job.Id);
        Assert.Equal(names.Order(StringComparer.Ordinal), items.Select(i => i.Source.Name).Order(StringComparer.Ordinal));
        Assert.All(items, i => Assert.Equal(ItemState.Open, i.State));
        Assert.All(items, i => Assert.Equal(Workers.Sha256(i.Source.Name), i.Sha256));
        var progress = (await coordinator.JobAsync(job.Id)).Progress;
        Assert.True(progress.EnumerationComplete);
        Assert.Equal(names.Length, progress.Items);
        Assert.Equal(names.Length, progress.ChunksOpen);
    }

    [Fact]
    public async Task Listing_WhenAPathIsTooLongForAKey_FailsThatItemAlone()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        // No repetition that an index could compress.
        var deep = string.Join('/', Enumerable.Range(0, 15).Select(i => string.Concat(Enumerable.Range(0, 3).Select(j => Workers.Sha256($"{i} {j}")))));
        coordinator.Write("a.mp3", "1");
        coordinator.Write($"{deep}/b.mp3", "2");
        coordinator.Write($"{deep}/c.mp3", "3");

        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();

        var items = await coordinator.ItemsAsync(job.Id);
        Assert.Equal(ItemState.Open, Assert.Single(items, i => i.Source.Name == "a.mp3").State);
        Assert.Equal(["name_too_long", "name_too_long"], items.Where(i => i.Source.Name != "a.mp3").Select(i => i.Failure!.Code));
        Assert.All(items, i => Assert.InRange(i.Source.Name.Length, 1, 230));
    }

    [Fact]
    public async Task Listing_WhenRepeated_AddsNothing()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        coordinator.Write("b/c.mp3", "2");
        var job = await coordinator.SubmitAsync();
        var id = Core.Ids.SortableId.Parse<Core.Ids.JobId>(job.Id);
        var row = await coordinator.Store.ReadAsync(db => db.Jobs.SingleAsync(j => j.Id == id), default);

        Assert.True(await coordinator.Get<SourceListing>().ListAsync(row, default));
        Assert.True(await coordinator.Get<SourceListing>().ListAsync(row, default));

        Assert.Equal(["a.mp3", "b/c.mp3"], (await coordinator.ItemsAsync(job.Id)).Select(i => i.Source.Name));
        Assert.Equal(2, (await coordinator.JobAsync(job.Id)).Progress.Items);
    }

    [Fact]
    public async Task Enumeration_WhenProcessStartsAnew_GoesOn()
    {
        var folder = new TemporaryFolder();
        string job;
        string? database;
        await using (var first = await TestCoordinator.StartAsync())
        {
            first.Write("a.mp3", "1");
            job = (await first.SubmitAsync()).Id;
            var id = Core.Ids.SortableId.Parse<Core.Ids.JobId>(job);
            var row = await first.Store.ReadAsync(db => db.Jobs.SingleAsync(j => j.Id == id), default);
            // Everything is listed, nothing is opened; then the process goes, and its home stays.
            await first.Get<SourceListing>().ListAsync(row, default);
            database = first.KeepDatabase(folder);
        }

        await using var second = await TestCoordinator.StartAsync(on: folder, database: database);
        await second.RunAsync<EnumerationLoop>();

        // Its source was in the first folder, which is gone.
        var item = Assert.Single(await second.ItemsAsync(job));
        Assert.Equal("source_gone", item.Failure?.Code);
    }

    [Fact]
    public async Task Listing_WhenThereAreLinks_SkipsThemVisibly()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        File.CreateSymbolicLink(Path.Join(coordinator.Source, "link.mp3"), "/etc/passwd");
        Directory.CreateSymbolicLink(Path.Join(coordinator.Source, "folder"), "/etc");

        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();

        var items = await coordinator.ItemsAsync(job.Id);
        Assert.Equal(["a.mp3", "folder", "link.mp3"], items.Select(i => i.Source.Name));
        Assert.Equal(["symlink", "symlink"], items.Where(i => i.State is ItemState.Skipped).Select(i => i.Failure!.Code));
    }

    [Fact]
    public async Task Opening_WhenAFolderBecameALink_RefusesTheFile()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var path = coordinator.Write("sub/a.mp3", "1");
        Directory.CreateDirectory(Path.Join(coordinator.Folder.Path, "elsewhere"));
        File.WriteAllText(Path.Join(coordinator.Folder.Path, "elsewhere", "a.mp3"), "1");
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        Directory.CreateSymbolicLink(Path.GetDirectoryName(path)!, Path.Join(coordinator.Folder.Path, "elsewhere"));

        Assert.IsType<SourceFile.Refused>(SourceFile.Open(path));
    }

    [Fact]
    public async Task Listing_WhenOutputLiesInTheSource_NeverReadsIt()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        coordinator.Write("out/old.mp3", "2");

        var job = await coordinator.SubmitAsync(b => b.Folder = Path.Join(coordinator.Source, "out"));
        await coordinator.RunAsync<EnumerationLoop>();

        Assert.Equal(["a.mp3"], (await coordinator.ItemsAsync(job.Id)).Select(i => i.Source.Name));
    }

    [Fact]
    public async Task Listing_WhenOutputIsTheSource_LeavesOutWhatWePublished()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        var first = await coordinator.SubmitAsync(b => b.Folder = coordinator.Source);
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.DoAllAsync(first.Id);
        await coordinator.RunAsync<PublicationLoop>();
        Assert.True(File.Exists(Path.Join(coordinator.Source, "a.mp3.json")));

        var second = await coordinator.SubmitAsync(b => b.Folder = coordinator.Source);
        await coordinator.RunAsync<EnumerationLoop>();

        Assert.Equal(["a.mp3"], (await coordinator.ItemsAsync(second.Id)).Select(i => i.Source.Name));
    }

    [Fact]
    public async Task Listing_WhenTwoRootsHaveTheSameNames_TellsThemApart()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var (one, two) = (coordinator.Folder.Folder("x/talks"), coordinator.Folder.Folder("y/talks"));
        File.WriteAllText(Path.Join(one, "a.mp3"), "1");
        File.WriteAllText(Path.Join(two, "a.mp3"), "2");
        var single = Path.Join(coordinator.Folder.Folder("z"), "call.mp3");
        File.WriteAllText(single, "3");

        var job = await coordinator.SubmitAsync(b => b.Paths = [one, two, single]);
        await coordinator.RunAsync<EnumerationLoop>();

        Assert.Equal(["call.mp3", "talks-2/a.mp3", "talks/a.mp3"], (await coordinator.ItemsAsync(job.Id)).Select(i => i.Source.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Opening_WhenFilesAreNotInputs_SaysWhy()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("junk.mp3", "JUNK");
        coordinator.Write("empty.mp3", "");
        var gone = coordinator.Write("gone.mp3", "1");
        var pipe = Path.Join(coordinator.Source, "pipe.mp3");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            await mkfifo.WaitForExitAsync();
        }

        var job = await coordinator.SubmitAsync();
        var id = Core.Ids.SortableId.Parse<Core.Ids.JobId>(job.Id);
        await coordinator.Get<SourceListing>().ListAsync(await coordinator.Store.ReadAsync(db => db.Jobs.SingleAsync(j => j.Id == id), default), default);
        File.Delete(gone);
        await coordinator.RunAsync<EnumerationLoop>();

        var items = (await coordinator.ItemsAsync(job.Id)).ToDictionary(i => i.Source.Name);
        Assert.Equal((ItemState.Skipped, "not_an_input"), (items["junk.mp3"].State, items["junk.mp3"].Failure?.Code));
        Assert.Equal(ItemState.Open, items["empty.mp3"].State);
        Assert.Equal((ItemState.Failed, "source_gone"), (items["gone.mp3"].State, items["gone.mp3"].Failure?.Code));
        Assert.Equal((ItemState.Failed, "unreadable"), (items["pipe.mp3"].State, items["pipe.mp3"].Failure?.Code));
    }

    [Fact]
    public async Task Opening_WhenDoneBefore_ReusesOrRenders()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("same.mp3", "1");
        coordinator.Write("old.mp3", "2");
        var first = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.DoAllAsync(first.Id);
        await coordinator.RunAsync<PublicationLoop>();
        File.Move(Path.Join(coordinator.Source, "old.mp3"), Path.Join(coordinator.Source, "renamed.mp3"));
        coordinator.Write("added.mp3", "3");

        var second = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();

        var items = (await coordinator.ItemsAsync(second.Id)).ToDictionary(i => i.Source.Name);
        Assert.Equal(ItemState.Publishing, items["same.mp3"].State);
        Assert.Equal((ItemState.Open, 2), (items["renamed.mp3"].State, items["renamed.mp3"].Stage));
        Assert.NotNull(items["renamed.mp3"].ReusedFrom);
        Assert.Equal((ItemState.Open, 0), (items["added.mp3"].State, items["added.mp3"].Stage));
        Assert.Equal(2, (await coordinator.JobAsync(second.Id)).Progress.ItemsReused);
    }

    [Fact]
    public async Task Opening_WhenARenderedItemIsReused_FollowsItsOwnResult()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        await FinishAsync(coordinator);
        File.Move(Path.Join(coordinator.Source, "a.mp3"), Path.Join(coordinator.Source, "b.mp3"));
        await FinishAsync(coordinator);
        Directory.Delete(coordinator.Output, recursive: true);

        await FinishAsync(coordinator);

        Assert.Equal($"result.json of b.mp3 {Workers.Sha256("1")}", await File.ReadAllTextAsync(Path.Join(coordinator.Output, "b.mp3.json")));
    }

    [Fact]
    public async Task Opening_WhenForcedOrOtherwiseConfigured_DoesItAgain()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        await FinishAsync(coordinator);

        var forced = await coordinator.SubmitAsync(b => b.Force = true);
        var other = await coordinator.SubmitAsync(b => b.Level = 2);
        await coordinator.RunAsync<EnumerationLoop>();

        Assert.Equal(ItemState.Open, Assert.Single(await coordinator.ItemsAsync(forced.Id)).State);
        Assert.Equal(ItemState.Open, Assert.Single(await coordinator.ItemsAsync(other.Id)).State);
    }

    [Theory]
    [InlineData("*.mp3", "deep/a.MP3", true)]
    [InlineData("*.mp3", "a.mp3.json", false)]
    [InlineData("2026/**/*.wav", "2026/x.wav", true)]
    [InlineData("2026/**/*.wav", "2026/a/b/x.wav", true)]
    [InlineData("2026/*.wav", "2026/a/x.wav", false)]
    [InlineData("a?.mp3", "x/ab.mp3", true)]
    [InlineData("[a].mp3", "a.mp3", false)]
    [InlineData("drafts/**", "drafts/x/y.mp3", true)]
    public void Glob_WhenMatched_KeepsToItsWords(string glob, string path, bool matches) =>
        Assert.Equal(matches, new GlobSet([glob]).Matches(path));

    private static async Task FinishAsync(TestCoordinator coordinator)
    {
        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.DoAllAsync(job.Id);
        await coordinator.RunAsync<PublicationLoop>();
    }
}
