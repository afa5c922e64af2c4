using Batch.Core.Ids;
using Microsoft.Extensions.Logging;

namespace Batch.Coordinator.Loops;

internal sealed partial class JobTurns
{
    [LoggerMessage(2, LogLevel.Error, "{Job} failed {Failures} times in a row; the others go on, and it is tried again in {Pause}")]
    private static partial void LogTurnFailed(ILogger logger, JobId job, int failures, TimeSpan pause, Exception error);
}
