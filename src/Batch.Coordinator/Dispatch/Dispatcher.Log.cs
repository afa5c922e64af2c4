using Microsoft.Extensions.Logging;

namespace Batch.Coordinator.Dispatch;

internal sealed partial class Dispatcher
{
    [LoggerMessage(40, LogLevel.Warning, "Hints for {Chunks} chunks of pool {Pool} were not all sent; they are sent again ({Cause})")]
    private static partial void LogNotHinted(ILogger logger, int chunks, string pool, string cause);
}
