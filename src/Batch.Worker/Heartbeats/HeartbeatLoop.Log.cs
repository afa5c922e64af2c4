using Microsoft.Extensions.Logging;

namespace Batch.Worker.Heartbeats;

internal sealed partial class HeartbeatLoop
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {SessionId}: a heartbeat was not answered, going on ({Cause})")]
    private static partial void LogSilent(ILogger logger, string sessionId, string cause);
}
