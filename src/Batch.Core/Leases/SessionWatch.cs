using Batch.Core.Ids;

namespace Batch.Core.Leases;

/// <summary>
/// Decides that a session is lost: its renewal counter has not changed for a full lease term on the sweeper's own
/// monotonic clock. What the sweeper could not see (database or bus out of reach, its own stop) counts for nothing, so an
/// outage of the database, a restart of all coordinators or a clock step reclaims nothing by itself.
/// </summary>
public sealed class SessionWatch(TimeSpan leaseTerm)
{
    private readonly Dictionary<SessionId, Sighting> _sightings = [];

    public TimeSpan LeaseTerm { get; } = leaseTerm;

    /// <summary>One look at all live sessions, while database and bus answered.</summary>
    /// <param name="counters">The renewal counter of every live session.</param>
    /// <param name="elapsed">Monotonic time since the last look that succeeded; at most one look's interval counts.</param>
    /// <returns>Sessions that have been silent for a full lease term.</returns>
    public IReadOnlyList<SessionId> Look(IReadOnlyDictionary<SessionId, long> counters, TimeSpan elapsed)
    {
        ArgumentNullException.ThrowIfNull(counters);
        foreach (var gone in _sightings.Keys.Where(id => !counters.ContainsKey(id)).ToList())
        {
            _sightings.Remove(gone);
        }

        var lost = new List<SessionId>();
        foreach (var (id, counter) in counters)
        {
            var silent = _sightings.TryGetValue(id, out var seen) && seen.Counter == counter
                ? seen.Silent + elapsed
                : TimeSpan.Zero;
            _sightings[id] = new Sighting(counter, silent);
            if (silent >= LeaseTerm)
            {
                lost.Add(id);
            }
        }

        return lost;
    }

    private readonly record struct Sighting(long Counter, TimeSpan Silent);
}
