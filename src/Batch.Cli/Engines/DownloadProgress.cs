using Batch.Cli.CommandLine;

namespace Batch.Cli.Engines;

/// <summary>Says on standard error how far a model's download is: once in a while, not at each buffer.</summary>
internal sealed class DownloadProgress(Shell shell, string model) : IProgress<(long Done, long Total)>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private long? _lastAt;

    public void Report((long Done, long Total) value)
    {
        if (value.Total <= 0 || (value.Done < value.Total && _lastAt is { } at && shell.Time.GetElapsedTime(at) < Interval))
        {
            return;
        }

        _lastAt = shell.Time.GetTimestamp();
        shell.Error.WriteLine($"downloading model {model}: {value.Done >> 20} of {value.Total >> 20} MiB");
    }
}
