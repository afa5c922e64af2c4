using Microsoft.Extensions.Logging;

namespace Batch.Worker;

internal sealed partial class PoolWorker
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Session {SessionId} serves pool {Pool} with {Slots} slots")]
    private static partial void LogRegistered(ILogger logger, string sessionId, string pool, int slots);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No coordinator answers for pool {Pool}, registering again ({Cause})")]
    private static partial void LogRegisteringAgain(ILogger logger, string pool, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {SessionId} was closed by the coordinator; its runs are stopped")]
    private static partial void LogSessionClosed(ILogger logger, string sessionId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {SessionId} was told to drain; it claims nothing more and ends what runs")]
    private static partial void LogDraining(ILogger logger, string sessionId);

    [LoggerMessage(Level = LogLevel.Information, Message = "The worker of pool {Pool} has drained")]
    private static partial void LogDrained(ILogger logger, string pool);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The last heartbeat of pool {Pool} was not answered; its session ends by its lease")]
    private static partial void LogNoGoodbye(ILogger logger, string pool);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Model} was not loaded ahead: {Cause}")]
    private static partial void LogNotPreloaded(ILogger logger, string model, string cause);
}
