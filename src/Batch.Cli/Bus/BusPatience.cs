namespace Batch.Cli.Bus;

/// <summary>
/// Decides what is done about a bus that has been ill for a while beside a broker that is there. A broker that is away is no reason, the
/// bus connects again by itself.
/// </summary>
internal sealed class BusPatience(TimeSpan limit)
{
    private TimeSpan? _illSince;
    private bool _restarted;

    /// <summary>One look.</summary>
    /// <param name="receives">Whether the bus is healthy and brought the canary back.</param>
    /// <param name="brokerIsThere">Whether the broker lets this process in.</param>
    /// <param name="now">Monotonic time.</param>
    /// <returns>What to do now; after a remedy its patience begins anew.</returns>
    public BusRemedy Look(bool receives, bool brokerIsThere, TimeSpan now)
    {
        if (receives || !brokerIsThere)
        {
            _illSince = null;
            _restarted &= !receives;
            return BusRemedy.None;
        }

        _illSince ??= now;
        if (now - _illSince < limit)
        {
            return BusRemedy.None;
        }

        _illSince = null;
        var remedy = _restarted ? BusRemedy.EndProcess : BusRemedy.Restart;
        _restarted = true;
        return remedy;
    }
}
