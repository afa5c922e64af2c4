namespace Batch.Worker.Attempts;

/// <summary>
/// The wall time of an attempt: that long to fetch its input, and that long again from each time it has a device. Waiting for
/// the device behind another attempt, or for its engine to start, is no fault of the chunk and does not count.
/// </summary>
internal sealed class WallLimit(TimeSpan limit, TimeProvider time, Action passed) : IAsyncDisposable
{
    private readonly ITimer _timer = time.CreateTimer(_ => passed(), null, limit, Timeout.InfiniteTimeSpan);

    public void Suspend() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Restart() => _timer.Change(limit, Timeout.InfiniteTimeSpan);

    /// <summary>Afterwards <c>passed</c> is not called any more.</summary>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();
}
