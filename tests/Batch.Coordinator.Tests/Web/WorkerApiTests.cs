using System.Net.Http.Json;
using Batch.Contracts;
using Batch.Contracts.Bus;
using Batch.Contracts.Paging;
using Batch.Contracts.Workers;
using Batch.Coordinator.Tests.Fixture;
using Batch.Core.Ids;
using Batch.Core.Leases;

namespace Batch.Coordinator.Tests.Web;

public class WorkerApiTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Workers_WhenListed_ShowTheLivingPageByPage()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var cpu = await AddAsync(coordinator, "cpu");
        var gpu = await AddAsync(coordinator, "a10g");
        await coordinator.Store.WriteAsync(scope => scope.Db.Sessions.Find(SortableId.Parse<SessionId>(gpu))!.Drain(), Token);

        var first = await PageAsync(coordinator, "?limit=1");
        var second = await PageAsync(coordinator, $"?limit=1&cursor={first.NextCursor}");

        Assert.Equal((cpu, "cpu", "live", 2, "host"), (first.Items[0].Id, first.Items[0].Pool, first.Items[0].State, first.Items[0].Slots, first.Items[0].Host));
        Assert.Equal((gpu, "a10g", "draining"), (second.Items[0].Id, second.Items[0].Pool, second.Items[0].State));
        Assert.Empty(second.Items[0].Attempts);
        Assert.Null(second.NextCursor);
    }

    [Fact]
    public async Task Worker_WhenDrained_Drains()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var id = await AddAsync(coordinator, "cpu");

        using var told = await coordinator.Client.PostAsync($"/v1/workers/{id}/drain", content: null, Token);
        using var again = await coordinator.Client.PostAsync($"/v1/workers/{id}/drain", content: null, Token);

        Assert.Equal((202, 202), ((int)told.StatusCode, (int)again.StatusCode));
        Assert.Equal("draining", (await told.Content.ReadFromJsonAsync<WorkerView>(WireJson.Options, Token))!.State);
    }

    [Fact]
    public async Task Worker_WhenItHasEnded_CannotBeDrained()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var id = await AddAsync(coordinator, "cpu");
        await coordinator.Store.WriteAsync(
            scope => scope.Db.Sessions.Find(SortableId.Parse<SessionId>(id))!.Close(default, scope.Now), Token);

        using var ended = await coordinator.Client.PostAsync($"/v1/workers/{id}/drain", content: null, Token);
        using var unknown = await coordinator.Client.PostAsync("/v1/workers/nobody/drain", content: null, Token);

        await TestCoordinator.ProblemAsync(ended, 409);
        await TestCoordinator.ProblemAsync(unknown, 404);
        Assert.Empty((await PageAsync(coordinator, "")).Items);
    }

    [Fact]
    public async Task Bus_WhenNothingWentWrong_SaysSo()
    {
        await using var coordinator = await TestCoordinator.StartAsync();

        var bus = (await coordinator.Client.GetFromJsonAsync<BusView>("/v1/bus", WireJson.Options, Token))!;

        Assert.Equal((true, 0L, 0L, (string?)null), (bus.Healthy, bus.Unsent, bus.Faulted, bus.LastFault));
    }

    private static async Task<Page<WorkerView>> PageAsync(TestCoordinator coordinator, string query) =>
        (await coordinator.Client.GetFromJsonAsync<Page<WorkerView>>($"/v1/workers{query}", WireJson.Options, Token))!;

    private static Task<string> AddAsync(TestCoordinator coordinator, string pool) => coordinator.Store.WriteAsync(
        scope =>
        {
            var session = new WorkerSession(SortableId.New<SessionId>(scope.Now), $"host/{pool}", pool, devices: 1, slots: 2, "host", scope.Now);
            scope.Db.Sessions.Add(session);
            return session.Id.Value;
        },
        Token);
}
