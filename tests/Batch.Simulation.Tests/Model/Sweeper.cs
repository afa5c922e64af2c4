using Batch.Core.Leases;
using Batch.Simulation.Tests.Checking;

namespace Batch.Simulation.Tests.Model;

/// <summary>Reclaims what silent workers hold, as the coordinator's Sweeper has it.</summary>
internal sealed class Sweeper(Coordinator coordinator, Decisions decisions, SessionEnds sessions, Func<bool> busIsHealthy)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly SessionWatch _watch = new(Invariants.LeaseTerm);
    private TimeSpan? _lastLook;

    public void Look()
    {
        if (coordinator.Store.IsDown)
        {
            return;
        }

        var live = coordinator.Store.Sessions.Rows.ConvertAll(r => r.Value).FindAll(s => s.IsLive);
        var since = _lastLook;
        _lastLook = null;
        coordinator.Transact(
            _ => true,
            _ =>
            {
                var now = TimeSpan.FromTicks(coordinator.Host.Clock.GetTimestamp());
                var elapsed = now - (since ?? now);
                _lastLook = now;
                var counted = elapsed > 2 * Interval || !busIsHealthy() ? TimeSpan.Zero : elapsed;
                foreach (var lost in decisions.Silent(_watch, live, counted, coordinator.Host.Clock.GetUtcNow()))
                {
                    var counter = live.Find(s => s.Id == lost)!.Sequence;
                    coordinator.Transact(tx => Reclaim(tx, lost, counter), _ => { });
                }
            });
    }

    private bool Reclaim(Transaction tx, Core.Ids.SessionId id, long counter)
    {
        if (tx.ForUpdate(tx.Store.Sessions, id) is not { } session || !decisions.IsStillSilent(session, counter))
        {
            return false;
        }

        coordinator.Trace.Add(coordinator.Host.Name, $"declares {id} lost");
        sessions.End(tx, session, noticed: false, Invariants.LeaseTerm);
        return true;
    }
}
