using Batch.Core.Leases;
using Batch.Core.Metering;
using Batch.Simulation.Tests.Model;

namespace Batch.Simulation.Tests.PlantedBugs;

/// <summary>A session ends at its last cut, whatever its attempts reported after it.</summary>
internal sealed class ReportsAfterTheLastCutAreForgotten : Decisions
{
    public override void End(WorkerSession session, TimeSpan? leaseTerm, DeviceTime attempts, DateTimeOffset now) =>
        base.End(session, leaseTerm, DeviceTime.Zero, now);
}
