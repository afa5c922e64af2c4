using System.Net.Http.Json;
using Batch.Contracts;
using Batch.Contracts.Paging;
using Batch.Contracts.Workers;
using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Tests.Fixture;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Leases;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Tests.Web;

public class PoolApiTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pools_WhenWorkIsReady_SayHowMuchAndHowManyWorkersAreWanted()
    {
        await using var coordinator = await StartAsync(
            ("cpu:DrainSeconds", "60"), ("cpu:ChunkSeconds", "30"), ("cpu:SlotsPerWorker", "2"), ("gpu:MinWorkers", "1"));
        await AddSessionAsync(coordinator, "cpu");
        await ReadyAsync(coordinator, items: 5);

        var pools = (await coordinator.Client.GetFromJsonAsync<Page<PoolView>>("/v1/pools", WireJson.Options, Token))!.Items;

        Assert.Equal(["cpu", "gpu"], pools.Select(pool => pool.Pool));
        // Five chunks of 30 s for two slots a worker within 60 s.
        Assert.Equal((5, 10, 1, 2, 0, 2), (pools[0].ReadyChunks, pools[0].ReadyWork, pools[0].LiveWorkers, pools[0].LiveSlots, pools[0].BusyWorkers, pools[0].WantedWorkers));
        Assert.Equal((0, 0, 1), (pools[1].ReadyChunks, pools[1].LiveSlots, pools[1].WantedWorkers));
        Assert.Equal(2, await WantedAsync(coordinator, "cpu"));
        Assert.Equal(0, await WantedAsync(coordinator, "nobody-has-heard-of-it"));
    }

    [Fact]
    public async Task Pools_WhenTheJobIsPausedOrItsChunksAreDone_WantNobodyForThem()
    {
        await using var coordinator = await StartAsync();
        var job = await ReadyAsync(coordinator, items: 2);
        Assert.Equal(1, await WantedAsync(coordinator, "cpu"));

        await coordinator.Store.WriteAsync(scope => scope.Db.Jobs.Find(SortableId.Parse<JobId>(job))!.Pause(), Token);
        Assert.Equal(0, await WantedAsync(coordinator, "cpu"));

        await coordinator.Store.WriteAsync(scope => scope.Db.Jobs.Find(SortableId.Parse<JobId>(job))!.Resume(), Token);
        await coordinator.DoAllAsync(job);
        Assert.Equal(0, await WantedAsync(coordinator, "cpu"));
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1, 5, 0, 1)]
    [InlineData(10, 1_000, 0, 5)]
    [InlineData(10, 1_001, 0, 6)]
    [InlineData(10, 1_000_000, 0, 8)]
    [InlineData(0, 0, 3, 3)]
    public void Wanted_WhenWorkIsCounted_DrainsItInTimeAndTakesNobodyWhoIsBusy(long chunks, long work, int busy, int wanted) =>
        Assert.Equal(wanted, new Fleet.PoolOptions { WorkPerSecond = 1, DrainSeconds = 100, SlotsPerWorker = 2, MaxWorkers = 8 }.Wanted(chunks, work, busy));

    [Fact]
    public async Task Options_WhenSeveralPoolsAreWrong_AreAllNamed()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(("cpu:DrainSeconds", "0"), ("gpu:MinWorkers", "11")));

        Assert.Contains("Batch:Pools:cpu:", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Batch:Pools:gpu: MinWorkers must not be above MaxWorkers", failure.Message, StringComparison.Ordinal);
    }

    private static Task<TestCoordinator> StartAsync(params (string Key, string Value)[] pools) => TestCoordinator.StartAsync(
        c => c.AddInMemoryCollection(pools.Select(pool => KeyValuePair.Create($"Batch:Pools:{pool.Key}", (string?)pool.Value))));

    /// <summary>A running job whose items, two bytes each, wait to be prepared.</summary>
    private static async Task<string> ReadyAsync(TestCoordinator coordinator, int items)
    {
        for (var i = 0; i < items; i++)
        {
            coordinator.Write($"{i}", $"{i}.");
        }

        var job = (await coordinator.SubmitAsync()).Id;
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.Store.WriteAsync(
            scope =>
            {
                foreach (var chunk in scope.Db.Chunks.Where(c => c.State == ChunkState.Held).ToList())
                {
                    chunk.LetGo();
                }
            },
            Token);
        return job;
    }

    private static async Task<int> WantedAsync(TestCoordinator coordinator, string pool) =>
        (await coordinator.Client.GetFromJsonAsync<WantedWorkers>($"/v1/pools/{pool}/wanted", WireJson.Options, Token))!.Workers;

    private static async Task AddSessionAsync(TestCoordinator coordinator, string pool) => await coordinator.Store.WriteAsync(
        scope => scope.Db.Sessions.Add(new WorkerSession(SortableId.New<SessionId>(scope.Now), $"host/{pool}", pool, devices: 1, slots: 2, "host", scope.Now)),
        Token);
}
