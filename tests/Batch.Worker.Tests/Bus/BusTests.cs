using System.Text.Json;
using Batch.Contracts.Attempts;
using Batch.Contracts.Bus;
using Batch.Contracts.Dispatch;
using Batch.Contracts.Kinds;
using Batch.Contracts.Leases;
using Batch.Contracts.Objects;
using Batch.Contracts.Workers;
using Batch.Worker.Tests.Sessions;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Batch.Worker.Tests.Bus;

/// <summary>Two workers of one process on a real in-memory bus, as in the embedded system.</summary>
public sealed class BusTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly ScriptedCoordinator _coordinator = new();

    [Fact]
    public async Task Workers_WhenHintedOverTheBus_ClaimRunAndReport()
    {
        using var folder = new TestFolder();
        using var host = Host(folder, new ScriptedStage((run, _) =>
            Task.FromResult<StageOutcome>(new StageOutcome.Done([new WrittenObject("o", 1, run.Grant.Options.GetProperty("model").GetString()!)]))));
        await host.StartAsync(Token);
        await _coordinator.Emptied.Reader.ReadAsync(Token);
        await _coordinator.Emptied.Reader.ReadAsync(Token);
        var pools = new[] { await _coordinator.Registrations.Reader.ReadAsync(Token), await _coordinator.Registrations.Reader.ReadAsync(Token) };

        _coordinator.Ready.Enqueue(Grants.Of("1") with { Options = JsonSerializer.SerializeToElement(new { model = "tiny.en" }) });
        var bus = host.Services.GetRequiredService<IBus>();
        var endpoint = await bus.GetSendEndpoint(Endpoints.AddressOf(Endpoints.Pool("cpu")));
        await endpoint.Send(new RunChunk("cpu", "chunk_1"), Token);
        var finished = await _coordinator.Finished.Reader.ReadAsync(Token);
        await host.StopAsync(Token);

        Assert.Equal(["cpu", "local"], pools.Select(pool => pool.Pool).Order());
        Assert.Equal((AttemptOutcome.Succeeded, "tiny.en"), (finished.Outcome, Assert.Single(finished.Objects).Sha256));
        Assert.Contains(_coordinator.Claims, claim => claim is { Pool: "cpu", ChunkId: "chunk_1" });
        var closing = new List<string>();
        while (_coordinator.Heartbeats.Reader.TryRead(out var beat))
        {
            closing.AddRange(beat.Closing ? [beat.SessionId] : []);
        }

        Assert.Equal(["session_1", "session_2"], closing.Order());
    }

    [Fact]
    public void Worker_WhenThePoolHasOneAlready_IsRefused()
    {
        var services = new ServiceCollection();
        services.AddBatchWorker(Pool("cpu", "/tmp"));

        Assert.Throws<InvalidOperationException>(() => services.AddBatchWorker(Pool("cpu", "/tmp")));
    }

    private static Action<WorkerOptions> Pool(string pool, string scratch) => options =>
    {
        options.Pool = pool;
        options.ScratchRoot = scratch;
        options.PollSeconds = 30;
    };

    private IHost Host(TestFolder folder, IStageRunner stage)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging();
        builder.Services.AddSingleton(stage);
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.UsingInMemory((context, transport) =>
            {
                transport.ReceiveBatchHints(context);
                transport.ReceiveEndpoint(Endpoints.CoordinatorClaims, e => e.Handler<Claim>(async received =>
                    await received.RespondAsync(await _coordinator.ClaimAsync(received.Message, received.CancellationToken))));
                transport.ReceiveEndpoint(Endpoints.CoordinatorWorkers, e => e.Handler<RegisterWorker>(async received =>
                    await received.RespondAsync(await _coordinator.RegisterAsync(received.Message, received.CancellationToken))));
                transport.ReceiveEndpoint(Endpoints.CoordinatorHeartbeats, e => e.Handler<Heartbeat>(async received =>
                    await received.RespondAsync(await _coordinator.HeartbeatAsync(received.Message, received.CancellationToken))));
                transport.ReceiveEndpoint(Endpoints.CoordinatorCommits, e => e.Handler<AttemptFinished>(received =>
                    _coordinator.FinishAsync(received.Message, received.CancellationToken)));
            });
        });
        builder.Services.AddBatchWorker(Pool("cpu", folder.Path));
        builder.Services.AddBatchWorker(Pool("local", folder.Path));
        return builder.Build();
    }
}
