using Microsoft.Extensions.Logging;

namespace Batch.Worker.Slots;

internal sealed partial class SlotLoop
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Claim {ClaimId} for pool {Pool} was not answered, asking again ({Cause})")]
    private static partial void LogClaimUnanswered(ILogger logger, Guid claimId, string pool, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of attempt {AttemptId} was not sent, the next heartbeat says it ({Cause})")]
    private static partial void LogEndNotSent(ILogger logger, string attemptId, string cause);
}
