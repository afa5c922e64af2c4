using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Batch.Cli.Embedded;

/// <summary>
/// The log of a run whose terminal belongs to a progress bar: one file, begun anew by each run. Lines that cannot be
/// written, because the disk is full, are lost: the work goes on without them.
/// </summary>
internal sealed class LogFile : ILoggerProvider
{
    private readonly StreamWriter _writer;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();

    public LogFile(string path, TimeProvider time)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // Without a buffer of its own: what the disk did not take must not be tried again with every later line.
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _writer = new StreamWriter(file) { AutoFlush = true };
        _time = time;
    }

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
        lock (_gate)
        {
            _writer.Dispose();
        }
    }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{_time.GetUtcNow():u} {level} {category}: {message}");
        lock (_gate)
        {
            try
            {
                _writer.WriteLine(exception is null ? line : $"{line}{Environment.NewLine}{exception}");
            }
            catch (IOException)
            {
                // There is nowhere to say it; what throws here would end the work that only wanted to be logged.
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
