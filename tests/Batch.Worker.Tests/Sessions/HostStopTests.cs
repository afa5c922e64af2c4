using Batch.Contracts.Attempts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Batch.Worker.Tests.Sessions;

public sealed class HostStopTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Worker_WhenItsHostStops_DrainsBeforeAnyOtherServiceIsStopped()
    {
        var coordinator = new ScriptedCoordinator();
        coordinator.Ready.Enqueue(Grants.Of("1"));
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var server = new WebServerStandIn();
        await using var worker = new WorkerUnderTest(
            coordinator,
            async (_, token) =>
            {
                entered.SetResult();
                await release.Task.WaitAsync(token);
                return server.Stopped ? throw new HttpRequestException("refused") : ScriptedStage.Done;
            },
            grace: 60);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IHostedService>(worker.Worker);

        // Registered last, it is stopped first, as a web server is.
        builder.Services.AddSingleton<IHostedService>(server);
        using var host = builder.Build();
        await host.StartAsync(Token);
        await entered.Task;

        var stopping = host.StopAsync(Token);
        release.SetResult();
        await stopping;

        Assert.Equal(AttemptOutcome.Succeeded, (await coordinator.Finished.Reader.ReadAsync(Token)).Outcome);
        var last = await LastBeatAsync(coordinator);
        Assert.True(last.Closing);
        Assert.True(server.Stopped);
    }

    private static async Task<Contracts.Workers.Heartbeat> LastBeatAsync(ScriptedCoordinator coordinator)
    {
        var last = await coordinator.Heartbeats.Reader.ReadAsync(Token);
        while (coordinator.Heartbeats.Reader.TryRead(out var next))
        {
            last = next;
        }

        return last;
    }

    private sealed class WebServerStandIn : IHostedService
    {
        public bool Stopped { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Stopped = true;
            return Task.CompletedTask;
        }
    }
}
