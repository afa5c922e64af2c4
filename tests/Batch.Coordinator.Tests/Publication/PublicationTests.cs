using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Files;
using Batch.Coordinator.Publication;
using Batch.Coordinator.Tests.Fixture;
using Batch.Core.Items;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Tests.Publication;

public class PublicationTests
{
    [Fact]
    public async Task Publication_WhenDone_MirrorsTheSource()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("x/a.mp3", "1");

        var items = await PublishAsync(coordinator);

        Assert.Equal(ItemState.Completed, Assert.Single(items).State);
        Assert.Equal(["x/a.mp3.json", "x/a.vtt"], Outputs(coordinator));
    }

    [Fact]
    public async Task Publication_WhenStemsCollide_UsesFullNames()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        coordinator.Write("A.wav", "2");
        coordinator.Write("a.mp3.ogg", "3");
        coordinator.Write("job", "4");

        var items = await PublishAsync(coordinator);

        Assert.All(items, i => Assert.Equal(ItemState.Completed, i.State));
        // The stem of 'a.mp3.ogg' would be the full name of 'a.mp3'; whoever is second steps aside.
        Assert.Contains("A.wav.vtt", Outputs(coordinator));
        Assert.Contains("a.mp3.vtt", Outputs(coordinator));
        Assert.Equal(8, Outputs(coordinator).Count);
        Assert.DoesNotContain("job.json", Outputs(coordinator));
    }

    [Fact]
    public async Task Publication_WhenAForeignFileIsThere_FailsUnlessToldToOverwrite()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        Directory.CreateDirectory(coordinator.Output);
        var foreign = Path.Join(coordinator.Output, "a.vtt");
        await File.WriteAllTextAsync(foreign, "mine");

        var refused = Assert.Single(await PublishAsync(coordinator));
        var kept = await File.ReadAllTextAsync(foreign);
        var allowed = Assert.Single(await PublishAsync(coordinator, b => b.Overwrite = true));

        Assert.Equal((ItemState.Failed, "output_exists"), (refused.State, refused.Failure?.Code));
        Assert.Equal("mine", kept);
        Assert.Equal(ItemState.Completed, allowed.State);
        Assert.NotEqual("mine", await File.ReadAllTextAsync(foreign));
    }

    [Fact]
    public async Task Publication_WhenAParentIsALink_Refuses()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("x/a.mp3", "1");
        Directory.CreateDirectory(coordinator.Output);
        var elsewhere = coordinator.Folder.Folder("elsewhere");
        Directory.CreateSymbolicLink(Path.Join(coordinator.Output, "x"), elsewhere);

        var item = Assert.Single(await PublishAsync(coordinator));

        Assert.Equal((ItemState.Failed, "output_name"), (item.State, item.Failure?.Code));
        Assert.Empty(Directory.GetFiles(elsewhere));
    }

    [Fact]
    public async Task Publication_WhenTheObjectIsDamaged_NeverShowsIt()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.DoAllAsync(job.Id);
        var damaged = Directory.GetFiles(Path.Join(coordinator.Folder.Path, "objects"), "result.json", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(damaged, "damaged");

        await coordinator.RunAsync<PublicationLoop>();

        Assert.Equal("result_damaged", Assert.Single(await coordinator.ItemsAsync(job.Id)).Failure?.Code);
        Assert.DoesNotContain("a.mp3.json", Outputs(coordinator));
        Assert.Empty(Directory.GetFiles(coordinator.Output, "*.tmp"));
    }

    [Fact]
    public async Task Publication_WhenTheFolderTakesNothing_WaitsAndGoesOn()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.DoAllAsync(job.Id);
        await File.WriteAllTextAsync(coordinator.Output, "in the way");

        await coordinator.RunAsync<PublicationLoop>();
        var waiting = await coordinator.JobAsync(job.Id);
        File.Delete(coordinator.Output);
        await coordinator.RunAsync<PublicationLoop>();
        var healed = await coordinator.JobAsync(job.Id);

        Assert.Equal("waiting", waiting.State);
        Assert.Contains(coordinator.Output, waiting.Waiting!.Reason, StringComparison.Ordinal);
        Assert.Equal(("running", 1L), (healed.State, healed.Progress.ItemsCompleted));
    }

    [Fact]
    public async Task Publication_WhenAnItemWasNotLookedAt_WaitsForIt()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        coordinator.Write("a.mp3", "1");
        coordinator.Write("a.txt", "JUNK");
        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.DoAllAsync(job.Id);
        var junk = (await coordinator.ItemsAsync(job.Id)).Single(i => i.State is ItemState.Skipped);
        await SetStateAsync(coordinator, junk, ItemState.Pending);

        await coordinator.RunAsync<PublicationLoop>();
        Assert.False(Directory.Exists(coordinator.Output));
        await SetStateAsync(coordinator, junk, ItemState.Skipped);
        await coordinator.RunAsync<PublicationLoop>();

        Assert.Equal(["a.mp3.json", "a.vtt"], Outputs(coordinator));
    }

    [Fact]
    public void Error_WhenItIsAboutTheName_IsToldFromOneAboutTheDisk()
    {
        int[] names = [22, 20];
        int[] disks = [28, 30, 5];

        Assert.All(names, n => Assert.True(Errno.IsAboutTheName(new IOException("no", n))));
        Assert.All(disks, n => Assert.False(Errno.IsAboutTheName(new IOException("no", n))));
        Assert.True(Errno.IsAboutTheName(new PathTooLongException()));
    }

    [Fact]
    public async Task File_WhenTheWritingFails_TellsWhyAndNotWhatTheCleaningDid()
    {
        using var folder = new TemporaryFolder();
        var error = await Record.ExceptionAsync(() => AtomicFile.ReplaceAsync(
            Path.Join(folder.Path, "y"),
            Path.Join(folder.Path, "y.tmp"),
            _ =>
            {
                // A folder at the temporary name cannot be deleted as a file.
                File.Delete(Path.Join(folder.Path, "y.tmp"));
                Directory.CreateDirectory(Path.Join(folder.Path, "y.tmp"));
                return Task.FromException<bool>(new InvalidDataException("the first"));
            },
            TestContext.Current.CancellationToken));

        Assert.Equal("the first", Assert.IsType<InvalidDataException>(error).Message);
    }

    [Fact]
    public void Names_WhenTooLong_AreShortenedAlwaysTheSame()
    {
        var source = "x/" + new string('é', 125) + ".mp3";

        var names = OutputNames.Candidates(source, "json", Contracts.Kinds.OutputNaming.FullName, sharedStem: false).ToList();

        var name = Assert.Single(names);
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(name["x/".Length..]) <= 255);
        Assert.Equal(names, OutputNames.Candidates(source, "json", Contracts.Kinds.OutputNaming.FullName, sharedStem: false));
    }

    private static async Task<List<Item>> PublishAsync(TestCoordinator coordinator, Action<JobBody>? change = null)
    {
        var job = await coordinator.SubmitAsync(change);
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.DoAllAsync(job.Id);
        await coordinator.RunAsync<PublicationLoop>();
        return await coordinator.ItemsAsync(job.Id);
    }

    private static async Task SetStateAsync(TestCoordinator coordinator, Item item, ItemState state) =>
        await coordinator.Store.WriteAsync(
            scope => scope.Db.Items.Where(i => i.Id == item.Id).ExecuteUpdate(s => s.SetProperty(i => i.State, state)),
            TestContext.Current.CancellationToken);

    private static List<string> Outputs(TestCoordinator coordinator) =>
        [.. Directory.GetFiles(coordinator.Output, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(coordinator.Output, f))
            .Order(StringComparer.Ordinal)];
}
