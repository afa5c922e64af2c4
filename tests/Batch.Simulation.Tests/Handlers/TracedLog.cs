using Batch.Simulation.Tests.Tracing;
using Microsoft.Extensions.Logging;

namespace Batch.Simulation.Tests.Handlers;

/// <summary>What a coordinator warns of, in the trace: which event and which exception, without the random ids in their texts.</summary>
internal sealed class TracedLog(Trace trace, string who) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // EF Core says as an error what the store deals with as a conflict.
        if (IsEnabled(logLevel) && eventId.Name?.StartsWith("Microsoft.", StringComparison.Ordinal) != true)
        {
            trace.Add(who, $"logs {eventId.Name} {exception?.GetType().Name} {exception?.TargetSite?.Name}");
        }
    }

    public void Dispose()
    {
    }
}
