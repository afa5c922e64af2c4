using Batch.Contracts.Jobs;

namespace Batch.Cli.Progress;

/// <summary>A line every few seconds, where no terminal is.</summary>
internal sealed class PlainProgress(TextWriter writer, TimeProvider time) : IProgressView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private long? lastAt;
    private string? last;

    public void Note(string line) => writer.WriteLine(line);

    public void Show(JobView job, Pace pace)
    {
        if (lastAt is { } at && time.GetElapsedTime(at) < Interval)
        {
            return;
        }

        var line = ProgressLine.Of(job, pace);
        if (line != last)
        {
            writer.WriteLine(line);
            last = line;
        }

        lastAt = time.GetTimestamp();
    }
}
