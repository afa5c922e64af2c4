using System.Globalization;
using Batch.Cli.CommandLine;
using Batch.Cli.Embedded;
using Batch.Worker;
using Batch.Worker.Engines;
using Microsoft.Extensions.Configuration;

namespace Batch.Cli.Roles;

/// <summary>The options of a worker process: defaults of its role, then <c>Batch:Workers:POOL</c>, then the command line.</summary>
internal static class WorkerPool
{
    /// <summary>Below the 30 s that most supervisors leave.</summary>
    private const double GraceSeconds = 20;

    /// <summary>A name that can be that of a queue and of a folder.</summary>
    public static void Check(string pool)
    {
        if (pool.Length is 0 or > 64 || !pool.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            throw CommandFailedException.WrongUse($"--pool {pool} is no name of a pool: write it with lower-case letters, digits and hyphens.");
        }
    }

    /// <param name="configuration">Where the pool's section is.</param>
    /// <param name="pool">The pool; <c>cpu</c> has no engine, every other one has.</param>
    /// <param name="slots">Of the command line; null for the configured ones.</param>
    /// <param name="gpus">GPUs to use, one engine each; empty for none.</param>
    public static WorkerOptions Read(IConfiguration configuration, string pool, int? slots, IReadOnlyList<int> gpus)
    {
        var options = new WorkerOptions { ShutdownGraceSeconds = GraceSeconds };
        if (pool == EmbeddedPools.Cpu)
        {
            options.Slots = Environment.ProcessorCount;
        }
        else
        {
            options.Engine = new EngineOptions();
        }

        var section = configuration.GetSection(EmbeddedPools.Section(pool));
        section.Bind(options);
        options.Pool = pool;
        options.Slots = slots ?? Math.Max(options.Slots, gpus.Count);
        if (options.Engine is { Url: null } engine && gpus.Count > 0)
        {
            engine.Gpus.Clear();
            foreach (var gpu in gpus)
            {
                engine.Gpus.Add(gpu);
            }

            options.Devices = gpus.Count;
        }
        else if (options.Engine is null && section["Devices"] is null)
        {
            options.Devices = options.Slots;
        }

        return options;
    }

    /// <summary>Reads <c>--devices</c>: <c>all</c>, or numbers as the driver gives them.</summary>
    /// <param name="devices">The word of the command line; null is <c>all</c>.</param>
    /// <param name="cancellationToken">Gives up asking the driver.</param>
    public static async Task<IReadOnlyList<int>> GpusAsync(string? devices, CancellationToken cancellationToken)
    {
        if (devices is null or "all")
        {
            return [.. Enumerable.Range(0, (await UnusedGpu.GpusAsync(cancellationToken)).Count)];
        }

        var gpus = new List<int>();
        foreach (var word in devices.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var gpu) || gpus.Contains(gpu))
            {
                throw CommandFailedException.WrongUse($"--devices {devices} names no devices: write 'all', or numbers such as 0,1.");
            }

            gpus.Add(gpu);
        }

        return gpus;
    }
}
