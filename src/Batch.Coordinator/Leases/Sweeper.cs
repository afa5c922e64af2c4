using Batch.Coordinator.Bus;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Ids;
using Batch.Core.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Leases;

/// <summary>Reclaims the chunks of workers that fell silent, by its own monotonic clock: see <see cref="SessionWatch"/>.</summary>
internal sealed partial class Sweeper(
    Store store,
    SessionEnd end,
    BusHealth bus,
    IOptions<LeaseOptions> options,
    TimeProvider time,
    ILogger<Sweeper> logger)
    : LoopService(new Signal(), Interval, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly SessionWatch _watch = new(options.Value.Term);
    private long? _lastLook;

    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var counters = await store.ReadAsync(
            db => db.Sessions.Where(s => s.State == SessionState.Live || s.State == SessionState.Draining).ToDictionaryAsync(s => s.Id, s => s.Sequence, cancellationToken),
            cancellationToken);
        var since = _lastLook;
        _lastLook = null;
        // Where nothing can be stored, heartbeats cannot either: that time is not the workers' silence.
        await store.WriteAsync(scope => scope.ProveWritable(), cancellationToken);
        var now = Time.GetTimestamp();
        var elapsed = since is { } last ? Time.GetElapsedTime(last, now) : TimeSpan.Zero;
        _lastLook = now;
        // A longer gap is this process's own silence (stopped, suspended, database away), not the workers'.
        // Nor is it theirs while the bus carries no heartbeat.
        var counted = elapsed > 2 * Interval || !bus.IsHealthy ? TimeSpan.Zero : elapsed;
        foreach (var lost in _watch.Look(counters, counted))
        {
            var reclaimed = await store.WriteAsync([LockedRow.Of(lost)], scope => Reclaim(scope, lost, counters[lost]), cancellationToken);
            if (reclaimed)
            {
                LogLost(Logger, lost, options.Value.TermSeconds);
            }
        }

        return false;
    }

    // A renewal that comes before the reclaim counts.
    private bool Reclaim(WriteScope scope, SessionId id, long counter)
    {
        if (scope.Db.Sessions.ForUpdate().SingleOrDefault(s => s.Id == id) is not { IsLive: true } session || session.Sequence != counter)
        {
            return false;
        }

        end.Lose(scope, session, options.Value.Term);
        return true;
    }
}
