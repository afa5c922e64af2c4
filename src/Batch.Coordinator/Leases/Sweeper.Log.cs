using Batch.Core.Ids;
using Microsoft.Extensions.Logging;

namespace Batch.Coordinator.Leases;

internal sealed partial class Sweeper
{
    [LoggerMessage(20, LogLevel.Warning, "Worker session {Session} was silent for {Seconds} s: it is declared lost and its chunks are ready again")]
    private static partial void LogLost(ILogger logger, SessionId session, double seconds);
}
