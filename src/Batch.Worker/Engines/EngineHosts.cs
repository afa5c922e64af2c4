using Batch.Worker.Models;
using Microsoft.Extensions.Logging;

namespace Batch.Worker.Engines;

/// <summary>Makes the engine host that the options ask for.</summary>
internal static class EngineHosts
{
    public static IEngineHost Create(
        EngineOptions engine, WorkerOptions worker, EngineBoard board, TimeProvider time, ILogger log) =>
        engine.Url is { } url
            ? new RemoteEngineHost(url, worker.Pool, board)
            : new LocalEngineHost(engine, worker.Pool, new ModelStore(worker.Models, time), board, time, new UnfailingLog(log));
}
