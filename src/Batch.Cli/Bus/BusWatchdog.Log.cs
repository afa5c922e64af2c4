using Microsoft.Extensions.Logging;

namespace Batch.Cli.Bus;

internal sealed partial class BusWatchdog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The bus does not receive, the broker {Broker} ({State})")]
    private static partial void LogIll(ILogger logger, string broker, string state);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bus has not received for {Seconds} s beside a broker that is there; it is started again")]
    private static partial void LogRestarting(ILogger logger, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "The bus was started again")]
    private static partial void LogRestarted(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "The bus could not be started again; it is tried once more")]
    private static partial void LogNotRestarted(ILogger logger, Exception error);
}
