namespace Batch.Worker.Objects;

/// <summary>Waits that double from a first one up to a longest one, and end after a number of them.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, int attempts, TimeProvider time)
{
    private int _used;

    /// <summary>For one object of a store: 0.2 s doubling to 5 s, 8 times, together about 22 s.</summary>
    public static Backoff ForObjects(TimeProvider time) =>
        new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5), 8, time);

    /// <summary>Something worked: the next wait is the first one again.</summary>
    public void Reset() => _used = 0;

    /// <returns>False, without waiting, where the attempts are used up.</returns>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        if (_used >= attempts)
        {
            return false;
        }

        var wait = TimeSpan.FromTicks(Math.Min(longest.Ticks, first.Ticks << Math.Min(_used, 20)));
        _used++;
        await Task.Delay(wait, time, cancellationToken);
        return true;
    }
}
