using Batch.Core.Ids;
using Microsoft.Extensions.Logging;

namespace Batch.Coordinator.Attempts;

internal sealed partial class Commits
{
    [LoggerMessage(10, LogLevel.Debug, "{Job} {Item} {Chunk} {Attempt}: {Outcome}")]
    private static partial void LogSettled(ILogger logger, JobId job, ItemId item, ChunkId chunk, AttemptId attempt, string outcome);

    [LoggerMessage(11, LogLevel.Warning, "A worker reports the end of {Attempt}, which is not an attempt of ours, or with a wrong lease token")]
    private static partial void LogUnknown(ILogger logger, string attempt);
}
