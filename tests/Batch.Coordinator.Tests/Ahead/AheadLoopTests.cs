using Batch.Contracts.Jobs;
using Batch.Coordinator.Ahead;
using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Finish;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Tests.Fixture;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Batch.Coordinator.Tests.Ahead;

public class AheadLoopTests
{
    // 0.001 GiB, the smallest that may be set.
    private const long Limit = 1_073_742;

    [Fact]
    public async Task RunOnce_WhenScratchIsFree_LetsTheLongestGo()
    {
        await using var coordinator = await StartAsync();
        var job = await FiveItemsAsync(coordinator);

        Assert.Equal(5, await CountAsync(coordinator, ChunkState.Held));
        await coordinator.RunAsync<AheadLoop>();
        await coordinator.RunAsync<AheadLoop>();

        Assert.Equal(["4.txt", "5.txt"], await ReadyAsync(coordinator, job));
    }

    [Fact]
    public async Task RunOnce_WhenTheJobHoldsItsScratch_LetsNothingGoUntilAnItemFreesIt()
    {
        await using var coordinator = await StartAsync();
        var job = await FiveItemsAsync(coordinator);
        await coordinator.RunAsync<AheadLoop>();
        var item = (await coordinator.ItemsAsync(job.Id)).Single(i => i.Source.Name == "5.txt");

        await PreparedAsync(coordinator, item, Limit);
        await coordinator.RunAsync<AheadLoop>();
        Assert.Equal(["4.txt"], await ReadyAsync(coordinator, job));

        await coordinator.FailAsync(item);
        await coordinator.RunAsync<AheadLoop>();
        Assert.Equal(["3.txt", "4.txt"], await ReadyAsync(coordinator, job));
        Assert.Equal((0, 2), await AheadAsync(coordinator, job));
    }

    [Fact]
    public async Task Cancel_WhenChunksAreHeld_ClosesThemAndCountsNothingAhead()
    {
        await using var coordinator = await StartAsync();
        var job = await FiveItemsAsync(coordinator);
        await coordinator.RunAsync<AheadLoop>();

        using var response = await coordinator.Client.PostAsync($"/v1/jobs/{job.Id}/cancel", null, TestContext.Current.CancellationToken);
        await coordinator.RunAsync<CancellationLoop>();

        Assert.Equal(5, await CountAsync(coordinator, ChunkState.Cancelled));
        Assert.Equal((0, 0), await AheadAsync(coordinator, job));
    }

    private static Task<TestCoordinator> StartAsync() => TestCoordinator.StartAsync(configuration =>
        configuration.AddInMemoryCollection([new(AheadOptions.Section + ":ScratchGiB", "0.001")]));

    private static async Task<JobView> FiveItemsAsync(TestCoordinator coordinator)
    {
        for (var i = 1; i <= 5; i++)
        {
            coordinator.Write($"{i}.txt", new string('x', i));
        }

        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();
        return job;
    }

    /// <summary>The item's first chunk has committed and left scratch behind.</summary>
    private static Task PreparedAsync(TestCoordinator coordinator, Item item, long scratch) => coordinator.Store.WriteAsync(
        scope =>
        {
            var chunk = scope.Db.Chunks.Single(c => c.Spec.ItemId == item.Id);
            chunk.Lease(SortableId.New<AttemptId>(scope.Now));
            chunk.Commit();
            scope.Db.Items.Find(item.Id)!.AddScratch(scratch);
            scope.Count(item.JobId, new JobDelta { ChunksOpen = -1, ChunksCommitted = 1, ChunksAhead = -1, ScratchBytes = scratch });
        },
        default);

    private static Task<int> CountAsync(TestCoordinator coordinator, ChunkState state) =>
        coordinator.Store.ReadAsync(db => db.Chunks.CountAsync(c => c.State == state), default);

    private static Task<List<string>> ReadyAsync(TestCoordinator coordinator, JobView job)
    {
        var id = SortableId.Parse<JobId>(job.Id);
        return coordinator.Store.ReadAsync(
            db => db.Chunks
                .Where(c => c.Spec.JobId == id && c.State == ChunkState.Ready)
                .Join(db.Items, c => c.Spec.ItemId, i => i.Id, (c, i) => i.Source.Name)
                .OrderBy(name => name)
                .ToListAsync(),
            default);
    }

    private static Task<(long Scratch, long Chunks)> AheadAsync(TestCoordinator coordinator, JobView job)
    {
        var id = SortableId.Parse<JobId>(job.Id);
        return coordinator.Store.ReadAsync(
            async db => await db.JobCounters.SingleAsync(c => c.JobId == id) is var counters
                ? (counters.ScratchBytes, counters.ChunksAhead)
                : default,
            default);
    }
}
