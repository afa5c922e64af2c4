using System.Diagnostics;
using Batch.Contracts.Engines;
using Batch.Contracts.Kinds;
using Batch.Worker.Models;
using Microsoft.Extensions.Logging;

namespace Batch.Worker.Engines;

/// <summary>
/// The one engine process of a worker: started when it is needed, restarted with back-off when it has died, and for
/// another model when nobody is in it.
/// </summary>
internal sealed partial class LocalEngineHost : IEngineHost
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly EngineOptions options;
    private readonly ModelStore models;
    private readonly string pool;
    private readonly EngineBoard board;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly EngineRegister register;
    private readonly SemaphoreSlim starting = new(1, 1);
    private readonly Lock gate = new();
    private TaskCompletionSource left = Left();
    private EngineProcess? process;
    private string? loaded;
    private int inside;
    private int failures;
    private bool disposed;

    public LocalEngineHost(EngineOptions options, string pool, ModelStore models, EngineBoard board, TimeProvider time, ILogger log)
    {
        this.options = options;
        this.models = models;
        this.pool = pool;
        this.board = board;
        this.time = time;
        this.log = log;
        register = new EngineRegister(options.StateFolder, pool);
        if (register.Reap() is { } id)
        {
            LogReaped(log, id);
        }
    }

    public async Task<EngineHold> EnterAsync(string model, CancellationToken cancellationToken)
    {
        await starting.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (process is not { HasExited: false } || loaded != model)
            {
                await NobodyInsideAsync(cancellationToken);
                await ReplaceAsync(model, cancellationToken);
            }

            lock (gate)
            {
                inside++;
            }

            return new EngineHold(process!, Leave);
        }
        finally
        {
            starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await starting.WaitAsync();
        try
        {
            disposed = true;
            await EndAsync();
        }
        finally
        {
            starting.Release();
        }
    }

    private static TaskCompletionSource Left() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Leave()
    {
        lock (gate)
        {
            if (--inside == 0)
            {
                left.TrySetResult();
                left = Left();
            }
        }
    }

    private async Task NobodyInsideAsync(CancellationToken cancellationToken)
    {
        Task empty;
        lock (gate)
        {
            empty = inside == 0 ? Task.CompletedTask : left.Task;
        }

        await empty.WaitAsync(cancellationToken);
    }

    private async Task ReplaceAsync(string model, CancellationToken cancellationToken)
    {
        if (process is { HasExited: true } dead)
        {
            LogDied(log, dead.ProcessId);
            failures = dead.HasServed ? 1 : failures + 1;
        }

        await EndAsync();
        var engine = EngineLocator.Locate(options) switch
        {
            EngineLocation.Executable found => found,
            EngineLocation.Missing missing => throw new EngineUnavailableException("engine_missing", missing.Message, missing.Remedy),
            var other => throw new InvalidOperationException($"{other} is not for a local engine."),
        };
        var file = await models.ResolveAsync(model, progress: null, cancellationToken) switch
        {
            ModelResolution.Found found => found,
            ModelResolution.Unavailable none => throw new EngineUnavailableException("model_unavailable", none.Message, none.Remedy),
            var other => throw new InvalidOperationException($"Unknown resolution {other}."),
        };
        await BackOffAsync(cancellationToken);
        try
        {
            process = await EngineProcess.StartAsync(engine, file, options, time, log, register.Note, cancellationToken);
            loaded = model;
            board.Announce(pool, process.Description);
        }
        catch (Exception e) when (e is EngineFailedException or ChildKilledException or System.ComponentModel.Win32Exception)
        {
            failures++;
            throw new EngineUnavailableException(
                "engine_start_failed", $"{engine.Path} did not start: {e.Message}", "Run it by hand with the same model to see why; check memory.");
        }
    }

    private async Task BackOffAsync(CancellationToken cancellationToken)
    {
        if (failures > 0)
        {
            var wait = TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(failures - 1, 10)));
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private async Task EndAsync()
    {
        if (process is { } old)
        {
            process = null;
            loaded = null;
            await old.DisposeAsync();
            register.Forget();
        }
    }
}
