using Microsoft.Extensions.Logging;

namespace Batch.Worker.Engines;

internal sealed partial class EngineProcess
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Engine} {Version} on {Device} with model {Model} is ready (process {ProcessId})")]
    private static partial void LogReady(ILogger logger, string engine, string version, string device, string model, int processId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Engine process {ProcessId} does not answer its health checks any more and is ended")]
    private static partial void LogHangs(ILogger logger, int processId);

    [LoggerMessage(Level = LogLevel.Trace, Message = "engine: {Line}")]
    private static partial void LogLine(ILogger logger, string line);
}
