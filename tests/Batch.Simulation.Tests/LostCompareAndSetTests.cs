using Batch.Simulation.Tests.Handlers;
using Batch.Simulation.Tests.Running;

namespace Batch.Simulation.Tests;

/// <summary>The handlers' driver finds what only a database can lose.</summary>
public sealed class LostCompareAndSetTests
{
    private const int AtMost = 100;

    [Fact]
    public void Handlers_WhenAnUpdateLosesItsCompareAndSet_AreFoundOut()
    {
        var (seed, found) = Seeds.Find(AtMost, Scale.OfHandlers, world => new HandlerSystem(world, new LostCompareAndSet()));

        TestContext.Current.TestOutputHelper!.WriteLine($"Seed {seed}: {found.Message}");
        Assert.Equal("I1", found.Invariant);
    }
}
