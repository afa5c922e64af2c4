using Microsoft.Extensions.Logging;

namespace Batch.Coordinator.Home;

internal sealed partial class StartUp
{
    [LoggerMessage(30, LogLevel.Information, "The last process on this home ended without a word: {Sessions} worker sessions are closed and their chunks are ready again")]
    private static partial void LogClosed(ILogger logger, int sessions);
}
