namespace Batch.Worker.Engines;

/// <summary>Reads from a whisper-server's log what it computes on, and keeps its last lines for error messages.</summary>
internal sealed class EngineBanner
{
    private const int Kept = 20;
    private readonly Lock gate = new();
    private readonly Queue<string> last = [];
    private string? backend;
    private string? gpu;

    public void Add(string line)
    {
        lock (gate)
        {
            last.Enqueue(line);
            if (last.Count > Kept)
            {
                last.Dequeue();
            }

            if (Between(line, "using ", " backend") is { } name && !name.StartsWith("CPU", StringComparison.Ordinal))
            {
                backend = name;
            }

            if (Between(line, "Device 0: ", ",") is { } device)
            {
                gpu = device;
            }
        }
    }

    /// <summary>Such as <c>CUDA0 NVIDIA A10G</c> or <c>CPU, 2 threads</c>.</summary>
    public string DeviceWith(int threads)
    {
        lock (gate)
        {
            return backend is null ? $"CPU, {threads} threads" : $"{backend} {gpu}".TrimEnd();
        }
    }

    /// <summary>The end of the log, on one line.</summary>
    public string LastLines()
    {
        lock (gate)
        {
            return string.Join(" | ", last.Where(line => line.Trim().Length > 0).TakeLast(3).Select(line => line.Trim()));
        }
    }

    private static string? Between(string line, string before, string after)
    {
        var start = line.IndexOf(before, StringComparison.Ordinal);
        var end = start < 0 ? -1 : line.IndexOf(after, start + before.Length, StringComparison.Ordinal);
        return end < 0 ? null : line[(start + before.Length)..end];
    }
}
