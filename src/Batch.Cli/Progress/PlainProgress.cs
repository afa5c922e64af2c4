using Batch.Contracts.Jobs;

namespace Batch.Cli.Progress;

/// <summary>A line every few seconds, where no terminal is.</summary>
internal sealed class PlainProgress(TextWriter writer, TimeProvider time) : IProgressView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private long? _lastAt;
    private string? _last;

    public void Note(string line) => writer.WriteLine(line);

    public void Show(JobView job, Pace pace)
    {
        if (_lastAt is { } at && time.GetElapsedTime(at) < Interval)
        {
            return;
        }

        var line = ProgressLine.Of(job, pace);
        if (line != _last)
        {
            writer.WriteLine(line);
            _last = line;
        }

        _lastAt = time.GetTimestamp();
    }
}
