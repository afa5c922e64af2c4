using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Leases;
using Batch.Simulation.Tests.Model;

namespace Batch.Simulation.Tests.PlantedBugs;

/// <summary>A chunk is taken back, and leased again, under the epoch that its last worker still has.</summary>
internal sealed class ReclaimKeepsTheEpoch : Decisions
{
    public override SettlementOutcome Reclaim(Chunk chunk, Attempt attempt, WorkerSession session, bool noticed, DateTimeOffset now)
    {
        var outcome = base.Reclaim(chunk, attempt, session, noticed, now);
        typeof(Chunk).GetProperty(nameof(Chunk.Epoch))!.SetValue(chunk, attempt.Epoch - 1);
        return outcome;
    }
}
