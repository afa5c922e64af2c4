using Batch.Worker.Models;
using Microsoft.Extensions.Logging;

namespace Batch.Worker.Engines;

/// <summary>Makes the engine host that the options ask for.</summary>
internal static class EngineHosts
{
    public static IEngineHost Create(
        EngineOptions engine, WorkerOptions worker, EngineBoard board, TimeProvider time, ILogger log)
    {
        if (engine.Url is { } url)
        {
            return new RemoteEngineHost(url, worker.Pool, board);
        }

        var models = new ModelStore(worker.Models, time);
        var unfailing = new UnfailingLog(log);
        return engine.Gpus.Count == 0
            ? new LocalEngineHost(engine, worker.Pool, models, board, time, unfailing)
            : new EngineOfEachGpu(
                [.. engine.Gpus.Select(gpu => new LocalEngineHost(engine, worker.Pool, models, board, time, unfailing, gpu))]);
    }
}
