namespace Batch.Cli.Bus;

/// <summary>
/// Decides when a bus that does not receive is started again: after it has been ill for a while with a broker that is there. A broker
/// that is away is no reason, the bus connects again by itself.
/// </summary>
internal sealed class BusPatience(TimeSpan limit)
{
    private TimeSpan? _illSince;

    /// <summary>One look.</summary>
    /// <param name="receives">Whether the bus is healthy and brought the canary back.</param>
    /// <param name="brokerIsThere">Whether the broker lets this process in.</param>
    /// <param name="now">Monotonic time.</param>
    /// <returns>Whether to start the bus again now; then its patience begins anew.</returns>
    public bool IsOver(bool receives, bool brokerIsThere, TimeSpan now)
    {
        if (receives || !brokerIsThere)
        {
            _illSince = null;
            return false;
        }

        _illSince ??= now;
        if (now - _illSince < limit)
        {
            return false;
        }

        _illSince = null;
        return true;
    }
}
