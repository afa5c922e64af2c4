using Batch.Core.Attempts;
using Batch.Simulation.Tests.Model;

namespace Batch.Simulation.Tests.PlantedBugs;

/// <summary>An attempt is taken for forgotten a heartbeat too soon: by one that was cut before the attempt was claimed.</summary>
internal sealed class OneMissedHeartbeatIsEnough : Decisions
{
    public override bool IsForgotten(Attempt attempt, bool isClaimed) => !isClaimed;
}
