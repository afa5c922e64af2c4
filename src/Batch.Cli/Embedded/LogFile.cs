using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Batch.Cli.Embedded;

/// <summary>
/// The log of a run whose terminal belongs to a progress bar: one file, begun anew by each run.
/// </summary>
internal sealed class LogFile : ILoggerProvider
{
    private readonly StreamWriter writer;
    private readonly TimeProvider time;
    private readonly Lock gate = new();

    public LogFile(string path, TimeProvider time)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        writer = new StreamWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
        this.time = time;
    }

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
        lock (gate)
        {
            writer.Dispose();
        }
    }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():u} {level} {category}: {message}");
        lock (gate)
        {
            try
            {
                writer.WriteLine(exception is null ? line : $"{line}{Environment.NewLine}{exception}");
            }
            catch (IOException)
            {
                // A full disk: what is lost is a line. Whoever logs that something failed must not fail on it and never try again.
            }
        }
    }

    private sealed class Category(LogFile file, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            file.Write(logLevel, name, formatter(state, exception), exception);
    }
}
