using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Core.Ledger;
using Batch.Core.Metering;

namespace Batch.Core.Tests.Fleet;

/// <summary>The decisions that a fleet is driven through; planted bugs override them.</summary>
internal class Decisions
{
    public virtual SettlementOutcome Finish(Job job, Chunk chunk, Attempt attempt, WorkerSession session, AttemptReport report, DateTimeOffset now) =>
        Settlement.Finish(job, chunk, attempt, session, report, now);

    public virtual SettlementOutcome Reclaim(Chunk chunk, Attempt attempt, WorkerSession session, bool noticed, DateTimeOffset now) =>
        Settlement.Reclaim(chunk, attempt, session, noticed, now);

    public virtual IReadOnlyList<PostingLine> Bill(Attempt attempt) => Billing.Lines(attempt.State, attempt.Meter, rateVersion: 1);

    public virtual void End(WorkerSession session, TimeSpan? leaseTerm, DeviceTime attempts, DateTimeOffset now)
    {
        if (leaseTerm is { } term)
        {
            session.Lose(term, attempts, now);
        }
        else
        {
            session.Close(attempts, now);
        }
    }
}
