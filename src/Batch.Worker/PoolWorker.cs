using Batch.Contracts.Workers;
using Batch.Worker.Engines;
using Batch.Worker.Heartbeats;
using Batch.Worker.Leases;
using Batch.Worker.Preemption;
using Batch.Worker.Sessions;
using Batch.Worker.Slots;
using Microsoft.Extensions.Hosting;

namespace Batch.Worker;

/// <summary>
/// One worker of one pool: registers, serves its session until it is closed, and registers anew. At a graceful stop, or when a
/// person drains it, or when its machine is about to be taken away, it finishes or gives back what runs and says goodbye.
/// </summary>
internal sealed partial class PoolWorker(WorkerParts parts, ICoordinator coordinator, DrainBoard drains, PreemptionNotice preemption)
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
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, preemption.Given);
            if (await ServeUntilDrainedAsync(either.Token, stoppingToken))
            {
                LogDrained(parts.Log, parts.Options.Pool);
                drains.Announce(parts.Options.Pool);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <param name="ending">No next session is opened from then on.</param>
    /// <param name="stoppingToken">The host stops.</param>
    /// <returns>Whether there is nothing more to do in this process.</returns>
    private async Task<bool> ServeUntilDrainedAsync(CancellationToken ending, CancellationToken stoppingToken)
    {
        try
        {
            var drained = false;
            while (!drained && !ending.IsCancellationRequested)
            {
                drained = await ServeAsync(await RegisterAsync(ending), stoppingToken);
            }

            return drained || preemption.Given.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (preemption.Given.IsCancellationRequested)
        {
            // Before it was registered.
            return true;
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

    /// <returns>Whether the session ended because a person drained it, or its machine goes: then there is to be no next one.</returns>
    private async Task<bool> ServeAsync(WorkerRegistered registered, CancellationToken stoppingToken)
    {
        using var session = new WorkerSession(registered, parts);
        var slots = new SlotLoop(session, parts, coordinator);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, session.Closed, session.Drained, preemption.Given);
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

        return session.Drained.IsCancellationRequested || preemption.Given.IsCancellationRequested;
    }

    /// <summary>A person has more patience than a machine that is about to be taken away; a stop in the middle counts from then on.</summary>
    private async Task DrainAsync(SlotLoop slots, WorkerSession session, CancellationToken stoppingToken)
    {
        if (session.Drained.IsCancellationRequested && !preemption.Given.IsCancellationRequested)
        {
            LogDraining(parts.Log, session.Id);
            using var hurry = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, session.Closed, preemption.Given);
            if (await slots.TryEndAsync(TimeSpan.FromSeconds(parts.Options.DrainSeconds), hurry.Token))
            {
                return;
            }
        }

        var grace = TimeSpan.FromSeconds(parts.Options.ShutdownGraceSeconds);
        if (preemption.Given.IsCancellationRequested)
        {
            session.StopAllLaterThan(preemption.Left);
            using var hurry = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, session.Closed);
            if (await slots.TryEndAsync(NotNegative(preemption.Left), hurry.Token))
            {
                return;
            }

            grace = NotNegative(preemption.Left < grace ? preemption.Left : grace);
        }

        await slots.DrainAsync(grace);
    }

    private static TimeSpan NotNegative(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

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
