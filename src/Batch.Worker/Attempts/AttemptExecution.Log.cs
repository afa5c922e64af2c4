using Microsoft.Extensions.Logging;

namespace Batch.Worker.Attempts;

internal sealed partial class AttemptExecution
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Attempt {AttemptId} of chunk {ChunkId} (job {JobId}, item {ItemId}) failed: {Code}")]
    private static partial void LogFailed(
        ILogger logger, string jobId, string itemId, string chunkId, string attemptId, string code, Exception exception);
}
