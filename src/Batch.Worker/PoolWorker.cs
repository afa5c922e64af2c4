using Batch.Contracts.Workers;
using Batch.Worker.Engines;
using Batch.Worker.Heartbeats;
using Batch.Worker.Leases;
using Batch.Worker.Sessions;
using Batch.Worker.Slots;
using Microsoft.Extensions.Hosting;

namespace Batch.Worker;

/// <summary>
/// One worker of one pool: registers, serves its session until it is closed, and registers anew. At a graceful stop, or when a
/// person drains it, it finishes or gives back what runs and says goodbye.
/// </summary>
internal sealed partial class PoolWorker(WorkerParts parts, ICoordinator coordinator, DrainBoard drains)
    : BackgroundService, IHostedLifecycleService, IAsyncDisposable
{
    private static readonly TimeSpan RegisterAgainAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(2);

    private volatile Serving? _serving;

    /// <summary>A hint: claims the chunk if a permit is free. Ends when the claim is answered, never waits for the run.</summary>
    public async Task HearAsync(string chunkId, CancellationToken cancellationToken)
    {
        if (_serving is not { } now)
        {
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, now.Over);
        try
        {
            await now.Slots.TryClaimAsync(chunkId, either.Token);
        }
        catch (OperationCanceledException)
        {
            // A hint that is dropped does no harm; one that fails would end in an error queue.
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Drains before any service of the host is stopped: the runs that finish within the grace write their results to the web server
    /// and say so over the bus, which may live in this very process.
    /// </summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => StopAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        Dispose();
        await parts.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        parts.Scratch.RemoveStale();
        try
        {
            var drained = false;
            while (!drained && !stoppingToken.IsCancellationRequested)
            {
                drained = await ServeAsync(await RegisterAsync(stoppingToken), stoppingToken);
            }

            if (drained)
            {
                LogDrained(parts.Log, parts.Options.Pool);
                drains.Announce(parts.Options.Pool);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task<WorkerRegistered> RegisterAsync(CancellationToken stoppingToken)
    {
        var options = parts.Options;
        var request = new RegisterWorker(options.RegisteredAs, options.Pool, options.Devices, options.Slots, Environment.MachineName);
        while (true)
        {
            try
            {
                var registered = await coordinator.RegisterAsync(request, stoppingToken);
                LogRegistered(parts.Log, registered.SessionId, options.Pool, options.Slots);
                return registered;
            }
            catch (CoordinatorSilentException e)
            {
                LogRegisteringAgain(parts.Log, options.Pool, e.Message);
                await Task.Delay(RegisterAgainAfter, parts.Time, stoppingToken);
            }
        }
    }

    /// <returns>Whether the session ended because a person drained it: then there is to be no next one.</returns>
    private async Task<bool> ServeAsync(WorkerRegistered registered, CancellationToken stoppingToken)
    {
        using var session = new WorkerSession(registered, parts);
        var slots = new SlotLoop(session, parts, coordinator);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, session.Closed, session.Drained);
        using var silent = new CancellationTokenSource();
        var heartbeats = new HeartbeatLoop(session, coordinator, parts.Time, parts.Log);
        var beating = heartbeats.RunAsync(silent.Token);
        var preloading = PreloadAsync(session, over.Token);
        _serving = new Serving(slots, over.Token);
        await UntilCancelledAsync(slots.RunAsync(over.Token));
        _serving = null;
        await DrainAsync(slots, session, stoppingToken);
        await preloading;
        await silent.CancelAsync();
        await UntilCancelledAsync(beating);

        if (session.Closed.IsCancellationRequested)
        {
            LogSessionClosed(parts.Log, session.Id);
        }
        else
        {
            await SayGoodbyeAsync(heartbeats);
        }

        return session.Drained.IsCancellationRequested;
    }

    /// <summary>A person has more patience than a machine that is about to be taken away; a stop in the middle counts from then on.</summary>
    private async Task DrainAsync(SlotLoop slots, WorkerSession session, CancellationToken stoppingToken)
    {
        if (session.Drained.IsCancellationRequested)
        {
            LogDraining(parts.Log, session.Id);
            using var hurry = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, session.Closed);
            if (await slots.TryEndAsync(TimeSpan.FromSeconds(parts.Options.DrainSeconds), hurry.Token))
            {
                return;
            }
        }

        await slots.DrainAsync(TimeSpan.FromSeconds(parts.Options.ShutdownGraceSeconds));
    }

    private async Task SayGoodbyeAsync(HeartbeatLoop heartbeats)
    {
        using var limit = new CancellationTokenSource(GoodbyeLimit, parts.Time);
        try
        {
            await heartbeats.BeatAsync(closing: true, limit.Token);
        }
        catch (OperationCanceledException)
        {
            LogNoGoodbye(parts.Log, parts.Options.Pool);
        }
    }

    /// <summary>Starts the engines before the first chunk needs one, where the options name a model.</summary>
    private async Task PreloadAsync(WorkerSession session, CancellationToken cancellationToken)
    {
        if (parts is { Engines: { } engines, Options.Engine.PreloadModel: { } model })
        {
            await Task.WhenAll(Enumerable.Range(0, engines.Count)
                .Select(device => PreloadAsync(engines, model, device, session, cancellationToken)));
        }
    }

    private async Task PreloadAsync(
        IEngineHost engines, string model, int device, WorkerSession session, CancellationToken cancellationToken)
    {
        session.Meter.BeginColdStart(device);
        try
        {
            using var hold = await engines.EnterAsync(model, device, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever it is, the first chunk meets it again and says so; the worker itself is well.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogNotPreloaded(parts.Log, model, e.Message);
        }
        finally
        {
            session.Meter.EndColdStart(device);
        }
    }

    private static async Task UntilCancelledAsync(Task loop)
    {
        try
        {
            await loop;
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>What hints reach while a session is served.</summary>
    private sealed record Serving(SlotLoop Slots, CancellationToken Over);
}
