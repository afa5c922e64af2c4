using Microsoft.Extensions.Logging;

namespace Batch.Worker.Engines;

internal sealed partial class LocalEngineHost
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Engine process {ProcessId} had outlived its worker and was ended")]
    private static partial void LogReaped(ILogger logger, int processId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Engine process {ProcessId} has died and is started again")]
    private static partial void LogDied(ILogger logger, int processId);
}
