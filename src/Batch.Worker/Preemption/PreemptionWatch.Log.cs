using Microsoft.Extensions.Logging;

namespace Batch.Worker.Preemption;

internal sealed partial class PreemptionWatch
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "This machine is about to be taken away, says {Source}; attempts have {Seconds} s")]
    private static partial void LogNotice(ILogger logger, string source, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether this machine is about to be taken away is not known: {Source} does not answer ({Cause}). It is asked again")]
    private static partial void LogSilent(ILogger logger, string source, string cause);
}
