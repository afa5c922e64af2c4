using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Core.Ledger;
using Batch.Core.Metering;

namespace Batch.Core.Tests.Fleet;

/// <summary>A late success commits whatever its epoch.</summary>
internal sealed class IgnoresTheEpoch : Decisions
{
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

/// <summary>A repeated report is settled, and so billed, once more.</summary>
internal sealed class BillsARepeatedFinish : Decisions
{
    public override SettlementOutcome Finish(Job job, Chunk chunk, Attempt attempt, WorkerSession session, AttemptReport report, DateTimeOffset now)
    {
        var outcome = base.Finish(job, chunk, attempt, session, report, now);
        return outcome is SettlementOutcome.AlreadySettled ? new SettlementOutcome.Refused() : outcome;
    }
}

/// <summary>Reclaiming forgets to raise the epoch.</summary>
internal sealed class KeepsTheEpochAtReclaim : Decisions
{
    public override SettlementOutcome Reclaim(Chunk chunk, Attempt attempt, WorkerSession session, bool noticed, DateTimeOffset now)
    {
        var epoch = chunk.Epoch;
        var outcome = base.Reclaim(chunk, attempt, session, noticed, now);
        typeof(Chunk).GetProperty(nameof(Chunk.Epoch))!.SetValue(chunk, epoch);
        return outcome;
    }
}

/// <summary>Every attempt is billed as useful, whatever became of it.</summary>
internal sealed class BillsEverythingAsUseful : Decisions
{
    public override IReadOnlyList<PostingLine> Bill(Attempt attempt) =>
        Billing.Lines(AttemptState.Committed, attempt.Meter, rateVersion: 1);
}

/// <summary>A session ends at its last cut, whatever its attempts reported after it.</summary>
internal sealed class ForgetsWhatCameAfterTheLastCut : Decisions
{
    public override void End(WorkerSession session, TimeSpan? leaseTerm, DeviceTime attempts, DateTimeOffset now) =>
        base.End(session, leaseTerm, DeviceTime.Zero, now);
}
