using Batch.Simulation.Tests.Model;
using Batch.Simulation.Tests.Running;

namespace Batch.Simulation.Tests;

/// <summary>Thousands of runs of the protocol: the decisions of Batch.Core on rows in memory.</summary>
public sealed class ModelTests
{
    private const int Count = 2_000;

    [Fact]
    public void Protocol_WhenAnythingHappensInAnyOrder_KeepsItsInvariants() =>
        Seeds.Hold(1, Count, nameof(ModelTests), Scale.OfModel, Correct);

    [Fact]
    public void Run_WhenRepeatedFromItsSeed_IsTheSameToTheLetter()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var (first, second) = (new World(seed), new World(seed));
            Seeds.Run(first, Scale.OfModel, Correct, commitsPerCheck: 40);
            Seeds.Run(second, Scale.OfModel, Correct, commitsPerCheck: 40);
            Assert.Equal((first.Trace.Hash, first.Time.Steps), (second.Trace.Hash, second.Time.Steps));
        }
    }

    private static ModelSystem Correct(World world) => new(world, new Decisions(), 1 + world.Dice.Below(3));
}
