using Batch.Simulation.Tests.Handlers;
using Batch.Simulation.Tests.Running;

namespace Batch.Simulation.Tests;

/// <summary>Hundreds of runs of the product itself: its store and handlers on SQLite, two coordinators, the same faults, the same checker.</summary>
public sealed class HandlerTests
{
    /// <summary>Of each half.</summary>
    internal const int Count = 100;

    [Fact]
    public void Handlers_WhenAnythingHappensInAnyOrder_KeepTheInvariants() =>
        Seeds.Hold(1, Count, nameof(HandlerTests), Scale.OfHandlers, world => new HandlerSystem(world));

    [Fact]
    public void Run_WhenRepeatedFromItsSeed_IsTheSameToTheLetter()
    {
        for (ulong seed = 1; seed <= 2; seed++)
        {
            var (first, second) = (new World(seed), new World(seed));
            Seeds.Run(first, Scale.OfHandlers, world => new HandlerSystem(world), commitsPerCheck: 40);
            Seeds.Run(second, Scale.OfHandlers, world => new HandlerSystem(world), commitsPerCheck: 40);
            Assert.Equal((first.Trace.Hash, first.Time.Steps), (second.Trace.Hash, second.Time.Steps));
        }
    }
}
