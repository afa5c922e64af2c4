using Microsoft.Extensions.Logging;

namespace Batch.Coordinator.Loops;

public abstract partial class LoopService
{
    [LoggerMessage(1, LogLevel.Error, "{Loop} failed {Failures} times in a row; it tries again")]
    private static partial void LogRunFailed(ILogger logger, string loop, int failures, Exception error);
}
