using Batch.Core.Ids;
using Batch.Core.Leases;
using Batch.Simulation.Tests.Checking;
using Batch.Simulation.Tests.Model;

namespace Batch.Simulation.Tests.PlantedBugs;

/// <summary>The sweeper compares its own clock with the time at which a session was seen.</summary>
internal sealed class SweeperTrustsTheWall : Decisions
{
    public override IReadOnlyList<SessionId> Silent(SessionWatch watch, IReadOnlyList<WorkerSession> sessions, TimeSpan elapsed, DateTimeOffset wall) =>
        [.. sessions.Where(s => wall - s.SeenAt >= Invariants.LeaseTerm).Select(s => s.Id)];
}
