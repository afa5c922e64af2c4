using Batch.Core.Attempts;
using Batch.Core.Ledger;
using Batch.Simulation.Tests.Model;

namespace Batch.Simulation.Tests.PlantedBugs;

/// <summary>Every attempt is billed as useful, whatever became of it.</summary>
internal sealed class EverythingIsUseful : Decisions
{
    public override IReadOnlyList<PostingLine> Bill(Attempt attempt) => Billing.Lines(AttemptState.Committed, attempt.Meter, rateVersion: 1);
}
