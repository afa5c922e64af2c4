using Microsoft.Extensions.Logging;

namespace Batch.Coordinator.Leases;

internal sealed partial class Heartbeats
{
    [LoggerMessage(21, LogLevel.Warning, "The end of {Attempt} could not be settled now; its worker repeats it")]
    private static partial void LogNotSettled(ILogger logger, string attempt, Exception error);
}
