using Microsoft.Extensions.Logging;

namespace Batch.Worker;

/// <summary>
/// A log that never throws. Loggers pass on what their providers throw, such as a full disk, and a line that cannot be
/// written must neither end an attempt nor a loop.
/// </summary>
internal sealed class UnfailingLog(ILogger log) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => log.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            log.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // There is nowhere to say it.
        }
    }
}
