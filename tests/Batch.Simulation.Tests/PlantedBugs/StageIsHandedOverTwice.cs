using Batch.Core.Items;
using Batch.Simulation.Tests.Model;

namespace Batch.Simulation.Tests.PlantedBugs;

/// <summary>The last chunk but one opens the next stage too.</summary>
internal sealed class StageIsHandedOverTwice : Decisions
{
    public override HandOver EndChunk(Item item, ItemFailure? failure) =>
        base.EndChunk(item, failure) is HandOver.StageDone || item.OpenChunks == 1 ? HandOver.StageDone : HandOver.StageOpen;
}
