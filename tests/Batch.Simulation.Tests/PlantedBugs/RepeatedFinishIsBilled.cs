using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Simulation.Tests.Model;

namespace Batch.Simulation.Tests.PlantedBugs;

/// <summary>An end that a worker says again is posted again.</summary>
internal sealed class RepeatedFinishIsBilled : Decisions
{
    public override bool IsOpen(Attempt attempt) => true;

    public override SettlementOutcome Finish(Job job, Chunk chunk, Attempt attempt, WorkerSession session, AttemptReport report, DateTimeOffset now)
    {
        var outcome = base.Finish(job, chunk, attempt, session, report, now);
        return outcome is SettlementOutcome.AlreadySettled ? new SettlementOutcome.Refused() : outcome;
    }
}
