using Batch.Coordinator.Home;
using Batch.Worker;
using Batch.Worker.Engines;
using Microsoft.Extensions.Configuration;

namespace Batch.Cli.Embedded;

/// <summary>The two workers inside <c>batch up</c> and <c>batch transcribe</c>: their defaults, and what is configured.</summary>
internal static class EmbeddedPools
{
    /// <summary>Runs the expensive stage, with the engine.</summary>
    public const string Local = "local";

    /// <summary>Prepares and merges; no engine.</summary>
    public const string Cpu = "cpu";

    /// <summary>Section of a pool's <see cref="WorkerOptions"/>, such as <c>Batch:Workers:local</c>.</summary>
    public static string Section(string pool) => $"Batch:Workers:{pool}";

    /// <summary>The pool with the engine, without a home: enough to look for engine and model.</summary>
    public static WorkerOptions LocalFor(IConfiguration configuration)
    {
        var options = new WorkerOptions { Engine = new EngineOptions() };
        configuration.GetSection(Section(Local)).Bind(options);
        options.Pool = Local;
        return options;
    }

    public static void ConfigureLocal(WorkerOptions options, IConfiguration configuration, string home, string? preloadModel)
    {
        options.Engine = new EngineOptions { PreloadModel = preloadModel };
        Configure(options, configuration, home, Local);
        options.Engine.StateFolder = Path.Combine(home, "engines");
    }

    public static void ConfigureCpu(WorkerOptions options, IConfiguration configuration, string home)
    {
        // Decoding is fast and must not starve the engine: half of the processors at most.
        options.Slots = Math.Max(1, Environment.ProcessorCount / 2);
        options.Devices = options.Slots;
        Configure(options, configuration, home, Cpu);
    }

    /// <summary>Durable ids of the sessions of both.</summary>
    public static IReadOnlyList<string> RegisteredFrom(string home) =>
        [.. new[] { Cpu, Local }.Select(pool => new WorkerOptions { InstanceId = InstanceOf(home), Pool = pool }.RegisteredAs)];

    // Of this home and no other: several may work on one database, from one machine or from two of the same name.
    private static string InstanceOf(string home) => $"{Environment.MachineName}-{HomeIdentity.Of(home)}";

    private static void Configure(WorkerOptions options, IConfiguration configuration, string home, string pool)
    {
        configuration.GetSection(Section(pool)).Bind(options);
        options.Pool = pool;
        options.InstanceId = InstanceOf(home);
        options.ScratchRoot = Path.Combine(home, "scratch");
    }
}
