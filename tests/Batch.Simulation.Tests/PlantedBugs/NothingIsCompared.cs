using Batch.Core.Items;
using Batch.Simulation.Tests.Model;

namespace Batch.Simulation.Tests.PlantedBugs;

/// <summary>Items are set without a look at whether somebody set them since they were loaded.</summary>
internal sealed class NothingIsCompared : Decisions
{
    public override bool Compares(object row, long loaded, long found) => row is Item || base.Compares(row, loaded, found);
}
