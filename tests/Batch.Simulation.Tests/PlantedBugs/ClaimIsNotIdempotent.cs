using Batch.Core.Attempts;
using Batch.Simulation.Tests.Model;

namespace Batch.Simulation.Tests.PlantedBugs;

/// <summary>A claim that is asked again gets another chunk.</summary>
internal sealed class ClaimIsNotIdempotent : Decisions
{
    public override Attempt? EarlierAnswer(IEnumerable<Attempt> attempts, Guid claimId) => null;
}
