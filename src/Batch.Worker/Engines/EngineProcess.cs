using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Batch.Contracts.Engines;
using Batch.Contracts.Kinds;
using Batch.Worker.Models;
using Microsoft.Extensions.Logging;

namespace Batch.Worker.Engines;

/// <summary>One whisper-server with one model, from its start to its end.</summary>
internal sealed partial class EngineProcess : ITranscriptionEngine, IAsyncDisposable
{
    private static readonly TimeSpan DeathNoticeLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly EngineBanner _banner = new();
    private readonly TranscriptionClient _client;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _exited;
    private Task _watching = Task.CompletedTask;

    private EngineProcess(Process process, int port, EngineOptions options, TimeProvider time, ILogger log)
    {
        _process = process;
        _options = options;
        _time = time;
        _log = log;
        _client = new TranscriptionClient(new Uri($"http://127.0.0.1:{port}/"), EngineDialect.WhisperServer);

        // A child whose pipes are full stands still.
        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => Hear(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _exited = NoticeExitAsync();
    }

    public EngineDescription Description { get; private set; } = new("whisper-server", "unknown", "unknown", "unknown", null);

    public int ProcessId => _process.Id;

    public bool HasExited => _exited.IsCompleted;

    /// <summary>Whether it has answered a request since it was ready; one that never did must not be restarted in a tight loop.</summary>
    public bool HasServed { get; private set; }

    /// <summary>Starts the engine, waits until it is ready, and warms it with a second of silence.</summary>
    /// <exception cref="EngineFailedException">It ended, or was not ready in time.</exception>
    /// <exception cref="ChildKilledException">It was killed from outside while it was warmed.</exception>
    public static async Task<EngineProcess> StartAsync(
        EngineLocation.Executable engine,
        ModelResolution.Found model,
        EngineOptions options,
        int? gpu,
        TimeProvider time,
        ILogger log,
        Action<Process> note,
        CancellationToken cancellationToken)
    {
        var port = FreePort();
        IReadOnlyDictionary<string, string> sees = gpu is null
            ? new Dictionary<string, string>()
            : new Dictionary<string, string> { ["CUDA_VISIBLE_DEVICES"] = gpu.Value.ToString(CultureInfo.InvariantCulture) };
        var started = await ChildLauncher.StartAsync(
            engine.Path,
            [
                "--host", "127.0.0.1",
                "--port", port.ToString(CultureInfo.InvariantCulture),
                "--inference-path", "/v1/audio/transcriptions",
                "-m", model.Path,
                "-t", options.Threads.ToString(CultureInfo.InvariantCulture),
                "-nlp",
            ],
            sees);
        var process = new EngineProcess(started, port, options, time, log);
        try
        {
            note(started);
            await process.BecomeReadyAsync(engine, model, cancellationToken);
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public async Task<EngineTranscript> TranscribeAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        try
        {
            var transcript = await _client.TranscribeAsync(request, Description.Model, either.Token);
            HasServed = true;
            return transcript;
        }
        catch (Exception e) when (
            !cancellationToken.IsCancellationRequested && e is HttpRequestException or IOException or OperationCanceledException)
        {
            throw await DeathAsync(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _watching;
        _client.Dispose();
        _ended.Dispose();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task BecomeReadyAsync(EngineLocation.Executable engine, ModelResolution.Found model, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(_options.StartLimitSeconds), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _ended.Token, cancellationToken);
        try
        {
            while (!await _client.IsHealthyAsync(either.Token))
            {
                await Task.Delay(LookAgain, _time, either.Token);
            }

            Description = new EngineDescription(
                "whisper-server", engine.Version, _banner.DeviceWith(_options.Threads), model.Name, model.Sha256);
            await TranscribeAsync(new EngineRequest { Pcm = new byte[32_000], Language = "en", Preset = DecodingPreset.Fast }, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EngineFailedException(_ended.IsCancellationRequested
                ? $"whisper-server ended while it started: {_banner.LastLines()}"
                : $"whisper-server was not ready after {_options.StartLimitSeconds} s: {_banner.LastLines()}");
        }

        HasServed = false;
        _watching = EndWhenItHangsAsync();
        LogReady(_log, Description.Name, Description.Version, Description.Device, Description.Model, _process.Id);
    }

    /// <summary>Why a request came back without an answer: killed from outside is another thing than a crash.</summary>
    private async Task<Exception> DeathAsync(Exception cause)
    {
        // The broken connection is often seen before the exit.
        await Task.WhenAny(_exited, Task.Delay(DeathNoticeLimit, _time, CancellationToken.None));
        var killed = _process.HasExited && ChildKilledException.IsExitCodeOfKill(_process.ExitCode);

        // Nobody may enter this engine again, so it is ended for certain.
        await EndAsync();
        return killed
            ? new ChildKilledException("whisper-server was killed", cause)
            : new EngineFailedException($"whisper-server died: {_banner.LastLines()}", cause);
    }

    private async Task EndAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _exited;
    }

    private async Task NoticeExitAsync()
    {
        await _process.WaitForExitAsync();
        await _ended.CancelAsync();
    }

    /// <summary>An engine that hangs is ended, so that the run in it fails instead of waiting for its wall limit.</summary>
    private async Task EndWhenItHangsAsync()
    {
        if (await new HealthWatch(_client, TimeSpan.FromSeconds(_options.HealthSeconds), _time).HangsAsync(_ended.Token))
        {
            LogHangs(_log, _process.Id);
            _process.Kill(entireProcessTree: true);
        }
    }

    private void Hear(string? line)
    {
        if (line is { Length: > 0 })
        {
            _banner.Add(line);
            LogLine(_log, line);
        }
    }
}
