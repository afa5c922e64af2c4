using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Batch.Cli.Bus;

/// <summary>
/// Watches whether this process still receives: by what the transport says of its endpoints, and by a canary to itself, since the bus
/// endpoint can stop without saying so. A bus that stays ill beside a broker that is there is stopped and started, and where that does
/// not help, the process ends.
/// </summary>
internal sealed partial class BusWatchdog(
    IBusControl bus,
    BusOptions options,
    ProcessEnd end,
    TimeProvider time,
    ILogger<BusWatchdog> logger)
    : BackgroundService
{
    private static readonly TimeSpan CanaryLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _flying = [];
    private readonly BusPatience _patience = new(TimeSpan.FromSeconds(options.RestartSeconds));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var began = time.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.WatchSeconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var receives = bus.CheckHealth().Status is BusHealthStatus.Healthy && await ReturnsAsync(stoppingToken);
                var brokerIsThere = receives || await BrokerConnection.CanBeHadAsync(options, stoppingToken);
                if (!receives)
                {
                    LogIll(logger, brokerIsThere ? "is there" : "is away", bus.CheckHealth().Description);
                }

                switch (_patience.Look(receives, brokerIsThere, time.GetElapsedTime(began)))
                {
                    case BusRemedy.Restart:
                        await RestartAsync(stoppingToken);
                        break;
                    case BusRemedy.EndProcess:
                        end.Because($"The bus {options.Address} does not receive, and starting it again did not help. Start this process again.");
                        return;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task<bool> ReturnsAsync(CancellationToken cancellationToken)
    {
        var canary = new Canary(Guid.NewGuid());
        var back = _flying[canary.Id] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var limit = new CancellationTokenSource(CanaryLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var handler = bus.ConnectHandler<Canary>(Welcome);
        try
        {
            var home = await bus.GetSendEndpoint(bus.Address).WaitAsync(either.Token);
            await home.Send(canary, sent => sent.TimeToLive = CanaryLimit, either.Token).WaitAsync(either.Token);
            await back.Task.WaitAsync(either.Token);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            handler.Disconnect();
            _flying.TryRemove(canary.Id, out _);
        }
    }

    private Task Welcome(ConsumeContext<Canary> context)
    {
        if (_flying.TryGetValue(context.Message.Id, out var back))
        {
            back.TrySetResult();
        }

        return Task.CompletedTask;
    }

    private async Task RestartAsync(CancellationToken stoppingToken)
    {
        LogRestarting(logger, options.RestartSeconds);
        try
        {
            await LimitedAsync(bus.StopAsync, StopLimit, stoppingToken);
            await LimitedAsync(bus.StartAsync, StartLimit, stoppingToken);
            LogRestarted(logger);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // The next look finds it ill and begins anew.
            LogNotRestarted(logger, e);
        }
    }

    private async Task LimitedAsync(Func<CancellationToken, Task> what, TimeSpan span, CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(span, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        await what(either.Token);
    }
}
