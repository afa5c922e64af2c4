using System.ComponentModel.DataAnnotations;

namespace Batch.Worker.Engines;

/// <summary>The engine of a pool: a whisper-server that the worker starts, or any OpenAI-compatible server by URL.</summary>
public sealed class EngineOptions
{
    /// <summary>
    /// Base address of a server that speaks <c>POST v1/audio/transcriptions</c>, such as <c>http://gpu-1:8000/</c>; null to start
    /// a whisper-server. Default null.
    /// </summary>
    public Uri? Url { get; set; }

    /// <summary>Path of a whisper-server to start; null to look on PATH and in the cache. Default null.</summary>
    public string? Path { get; set; }

    /// <summary>Where engines are built into. Default: <c>batch/engines</c> in the user's cache folder.</summary>
    [Required]
    public string CacheFolder { get; set; } = System.IO.Path.Combine(CacheFolders.Home, "engines");

    /// <summary>
    /// GPUs by the driver's number; each gets an engine of its own that sees no other, and is a device of the worker. Default none: one
    /// engine, which sees what the machine shows.
    /// </summary>
    public IList<int> Gpus { get; } = [];

    /// <summary>
    /// Where the worker notes the engine that it started, so that one which outlives it is ended at the next start. No default;
    /// not needed with <see cref="Url"/>.
    /// </summary>
    public string StateFolder { get; set; } = "";

    /// <summary>Threads of the engine on a CPU. Default: the machine's processors, at least 1.</summary>
    [Range(1, 1024)]
    public int Threads { get; set; } = Environment.ProcessorCount;

    /// <summary>Model to load when the worker starts, before the first chunk needs it; null to load on demand. Default null.</summary>
    public string? PreloadModel { get; set; }

    /// <summary>Time that an engine gets to load its model and transcribe a second of silence, in seconds. Default 300, 1 to 3600.</summary>
    [Range(1, 3600)]
    public int StartLimitSeconds { get; set; } = 300;

    /// <summary>Time between health checks, in seconds; six failures in a row end the engine. Default 10, 0.1 to 300.</summary>
    [Range(0.1, 300)]
    public double HealthSeconds { get; set; } = 10;
}
