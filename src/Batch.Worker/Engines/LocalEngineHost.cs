using System.Diagnostics;
using Batch.Contracts.Engines;
using Batch.Contracts.Kinds;
using Batch.Worker.Models;
using Microsoft.Extensions.Logging;

namespace Batch.Worker.Engines;

/// <summary>
/// The one engine process of a worker, or of one of its GPUs: started when it is needed, restarted with back-off when it has died, and
/// for another model when nobody is in it.
/// </summary>
internal sealed partial class LocalEngineHost : IEngineHost
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly EngineOptions _options;
    private readonly ModelStore _models;
    private readonly string _pool;
    private readonly EngineBoard _board;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly EngineRegister _register;
    private readonly int? _gpu;
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly Lock _gate = new();
    private TaskCompletionSource _left = Left();
    private EngineProcess? _process;
    private string? _loaded;
    private int _inside;
    private int _failures;
    private bool _disposed;

    public LocalEngineHost(EngineOptions options, string pool, ModelStore models, EngineBoard board, TimeProvider time, ILogger log, int? gpu = null)
    {
        _options = options;
        _models = models;
        _pool = pool;
        _board = board;
        _time = time;
        _log = log;
        _gpu = gpu;
        _register = new EngineRegister(options.StateFolder, gpu is null ? pool : $"{pool}-gpu{gpu}");
        if (_register.Reap() is { } id)
        {
            LogReaped(log, id);
        }
    }

    public int Count => 1;

    public async Task<EngineHold> EnterAsync(string model, int device, CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_process is not { HasExited: false } || _loaded != model)
            {
                await NobodyInsideAsync(cancellationToken);
                await ReplaceAsync(model, cancellationToken);
            }

            lock (_gate)
            {
                _inside++;
            }

            return new EngineHold(_process!, Leave);
        }
        catch (EngineUnavailableException failure)
        {
            _board.Announce(_pool, failure);
            throw;
        }
        finally
        {
            _starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _starting.WaitAsync();
        try
        {
            _disposed = true;
            await EndAsync();
        }
        finally
        {
            _starting.Release();
        }
    }

    private static TaskCompletionSource Left() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Leave()
    {
        lock (_gate)
        {
            if (--_inside == 0)
            {
                _left.TrySetResult();
                _left = Left();
            }
        }
    }

    private async Task NobodyInsideAsync(CancellationToken cancellationToken)
    {
        Task empty;
        lock (_gate)
        {
            empty = _inside == 0 ? Task.CompletedTask : _left.Task;
        }

        await empty.WaitAsync(cancellationToken);
    }

    private async Task ReplaceAsync(string model, CancellationToken cancellationToken)
    {
        if (_process is { HasExited: true } dead)
        {
            LogDied(_log, dead.ProcessId);
            _failures = dead.HasServed ? 1 : _failures + 1;
        }

        else if (_process is { HasServed: true })
        {
            _failures = 0;
        }

        await EndAsync();
        var engine = EngineLocator.Locate(_options) switch
        {
            EngineLocation.Executable found => found,
            EngineLocation.Missing missing => throw new EngineUnavailableException("engine_missing", missing.Message, missing.Remedy),
            var other => throw new InvalidOperationException($"{other} is not for a local engine."),
        };
        var file = await _models.ResolveAsync(model, progress: null, cancellationToken) switch
        {
            ModelResolution.Found found => found,
            ModelResolution.Unknown unknown => throw new EngineUnavailableException(EngineUnavailableException.UnknownModel, unknown.Message, unknown.Remedy),
            ModelResolution.Unavailable none => throw new EngineUnavailableException("model_unavailable", none.Message, none.Remedy),
            var other => throw new InvalidOperationException($"Unknown resolution {other}."),
        };
        await BackOffAsync(cancellationToken);
        try
        {
            _process = await EngineProcess.StartAsync(engine, file, _options, _gpu, _time, _log, _register.Note, cancellationToken);
            _loaded = model;
            _board.Announce(_pool, _process.Description);
        }
        catch (Exception e) when (
            e is EngineFailedException or ChildKilledException or System.ComponentModel.Win32Exception or IOException or UnauthorizedAccessException)
        {
            _failures++;
            throw new EngineUnavailableException(
                "engine_start_failed", $"{engine.Path} did not start: {e.Message}", "Run it by hand with the same model to see why; check memory.");
        }
    }

    private async Task BackOffAsync(CancellationToken cancellationToken)
    {
        if (_failures > 0)
        {
            var wait = TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(_failures - 1, 10)));
            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    private async Task EndAsync()
    {
        if (_process is { } old)
        {
            _process = null;
            _loaded = null;
            await old.DisposeAsync();
            _register.Forget();
        }
    }
}
