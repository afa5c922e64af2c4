using Batch.Simulation.Tests.Handlers;
using Batch.Simulation.Tests.Running;

namespace Batch.Simulation.Tests;

/// <summary>The other half of the runs of <see cref="HandlerTests"/>: a class of its own, because two classes run beside each other.</summary>
public sealed class HandlerOtherHalfTests
{
    [Fact]
    public void Handlers_WhenAnythingHappensInAnyOrder_KeepTheInvariants() =>
        Seeds.Hold(1_000_001, HandlerTests.Count, nameof(HandlerOtherHalfTests), Scale.OfHandlers, world => new HandlerSystem(world));
}
