using Batch.Contracts.Kinds;
using Batch.Worker.Engines;
using Batch.Worker.Objects;
using Batch.Worker.Preemption;
using Batch.Worker.Scratch;
using Batch.Worker.Slots;
using Microsoft.Extensions.Logging;

namespace Batch.Worker;

/// <summary>What all attempts of one worker share, whatever the session.</summary>
internal sealed class WorkerParts : IAsyncDisposable
{
    private readonly Dictionary<(string Kind, string Stage), IStageRunner> _runners;
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AllowAutoRedirect = false,
    })
    {
        // Objects may take as long as they like while bytes flow; ResumingStream notices when they do not.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public WorkerParts(
        WorkerOptions options, IEnumerable<IStageRunner> runners, IEngineHost? engines, TimeProvider time, ILogger log)
    {
        _runners = runners.ToDictionary(runner => (runner.Kind, runner.Stage));
        Options = options;
        Engines = engines;
        Time = time;
        Log = new UnfailingLog(log);
        Gate = new DeviceGate(options.Slots, options.Devices);
        Scratch = new ScratchFolders(options.ScratchRoot, options.Pool);
        Reader = new ObjectReader(_http, time);
        Writer = new ObjectWriter(_http, time);
    }

    public WorkerOptions Options { get; }

    public IEngineHost? Engines { get; }

    public TimeProvider Time { get; }

    public ILogger Log { get; }

    public DeviceGate Gate { get; }

    public ScratchFolders Scratch { get; }

    public ObjectReader Reader { get; }

    public ObjectWriter Writer { get; }

    public StageSpeeds Speeds { get; } = new();

    public IStageRunner RunnerOf(string kind, string stage) => _runners.TryGetValue((kind, stage), out var runner)
        ? runner
        : throw new InvalidOperationException($"This worker knows no stage '{stage}' of kind '{kind}'.");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Gate.Dispose();
        if (Engines is not null)
        {
            await Engines.DisposeAsync();
        }
    }
}
