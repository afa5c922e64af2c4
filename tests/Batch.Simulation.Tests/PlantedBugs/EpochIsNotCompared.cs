using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Simulation.Tests.Model;

namespace Batch.Simulation.Tests.PlantedBugs;

/// <summary>A late success of an attempt that was reclaimed commits, whoever has the chunk now.</summary>
internal sealed class EpochIsNotCompared : Decisions
{
    public override bool IsOpen(Attempt attempt) => true;

    public override SettlementOutcome Finish(Job job, Chunk chunk, Attempt attempt, WorkerSession session, AttemptReport report, DateTimeOffset now)
    {
        var outcome = base.Finish(job, chunk, attempt, session, report, now);
        if (outcome is SettlementOutcome.AlreadySettled && report is AttemptReport.Succeeded && chunk.State is ChunkState.Leased)
        {
            chunk.Commit();
        }

        return outcome;
    }
}
