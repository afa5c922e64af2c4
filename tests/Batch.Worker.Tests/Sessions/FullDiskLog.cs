using Microsoft.Extensions.Logging;

namespace Batch.Worker.Tests.Sessions;

/// <summary>A log on a full disk, as loggers pass it on.</summary>
internal sealed class FullDiskLog : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        throw new AggregateException(new IOException("No space left on device", 28));
}
