namespace Batch.Worker.Engines;

/// <summary>Reads from a whisper-server's log what it computes on, and keeps its last lines for error messages.</summary>
internal sealed class EngineBanner
{
    private const int Kept = 20;
    private readonly Lock _gate = new();
    private readonly Queue<string> _last = [];
    private string? _backend;
    private string? _gpu;

    public void Add(string line)
    {
        lock (_gate)
        {
            _last.Enqueue(line);
            if (_last.Count > Kept)
            {
                _last.Dequeue();
            }

            if (Between(line, "using ", " backend") is { } name && !name.StartsWith("CPU", StringComparison.Ordinal))
            {
                _backend = name;
            }

            if (Between(line, "Device 0: ", ",") is { } device)
            {
                _gpu = device;
            }
        }
    }

    /// <summary>Such as <c>CUDA0 NVIDIA A10G</c> or <c>CPU, 2 threads</c>.</summary>
    public string DeviceWith(int threads)
    {
        lock (_gate)
        {
            return _backend is null ? $"CPU, {threads} threads" : $"{_backend} {_gpu}".TrimEnd();
        }
    }

    /// <summary>The end of the log, on one line.</summary>
    public string LastLines()
    {
        lock (_gate)
        {
            return string.Join(" | ", _last.Where(line => line.Trim().Length > 0).TakeLast(3).Select(line => line.Trim()));
        }
    }

    private static string? Between(string line, string before, string after)
    {
        var start = line.IndexOf(before, StringComparison.Ordinal);
        var end = start < 0 ? -1 : line.IndexOf(after, start + before.Length, StringComparison.Ordinal);
        return end < 0 ? null : line[(start + before.Length)..end];
    }
}
