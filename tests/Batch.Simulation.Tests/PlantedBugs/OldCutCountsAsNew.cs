using Batch.Core.Leases;
using Batch.Simulation.Tests.Model;

namespace Batch.Simulation.Tests.PlantedBugs;

/// <summary>A heartbeat that was overtaken by a later one is read as if it were the latest.</summary>
internal sealed class OldCutCountsAsNew : Decisions
{
    public override bool Store(WorkerSession session, SessionCut cut, DateTimeOffset now) =>
        base.Store(session, cut with { Sequence = Math.Max(cut.Sequence, session.Sequence + 1) }, now);
}
