using Batch.Simulation.Tests.Model;
using Batch.Simulation.Tests.PlantedBugs;
using Batch.Simulation.Tests.Running;

namespace Batch.Simulation.Tests;

/// <summary>The model finds what it is there to find: each of these is a mistake that somebody could make in the product.</summary>
public sealed class PlantedBugTests
{
    private const int AtMost = 200;

    public static TheoryData<string> Bugs => [.. Planted.Keys];

    private static Dictionary<string, (Func<Decisions> Bug, string[] Invariants)> Planted { get; } = new(StringComparer.Ordinal)
    {
        [nameof(EpochIsNotCompared)] = (() => new EpochIsNotCompared(), ["I6"]),
        [nameof(ReclaimKeepsTheEpoch)] = (() => new ReclaimKeepsTheEpoch(), ["I6"]),
        [nameof(RepeatedFinishIsBilled)] = (() => new RepeatedFinishIsBilled(), ["I3"]),
        [nameof(OneMissedHeartbeatIsEnough)] = (() => new OneMissedHeartbeatIsEnough(), ["I7"]),
        [nameof(StageIsHandedOverTwice)] = (() => new StageIsHandedOverTwice(), ["I1", "I2", Seeds.Core]),
        [nameof(SweeperTrustsTheWall)] = (() => new SweeperTrustsTheWall(), ["I7"]),
        [nameof(OldCutCountsAsNew)] = (() => new OldCutCountsAsNew(), ["I7"]),
        [nameof(ClaimIsNotIdempotent)] = (() => new ClaimIsNotIdempotent(), ["I6"]),
        [nameof(ReportsAfterTheLastCutAreForgotten)] = (() => new ReportsAfterTheLastCutAreForgotten(), ["I3"]),
        [nameof(EverythingIsUseful)] = (() => new EverythingIsUseful(), ["I4"]),
        [nameof(NothingIsCompared)] = (() => new NothingIsCompared(), ["I1"]),
    };

    [Theory]
    [MemberData(nameof(Bugs))]
    public void Model_WhenABugIsPlanted_FindsIt(string bug)
    {
        var (planted, invariants) = Planted[bug];

        var (seed, found) = Seeds.Find(AtMost, Scale.OfModel, world => new ModelSystem(world, planted(), 1 + world.Dice.Below(3)));

        TestContext.Current.TestOutputHelper!.WriteLine($"Seed {seed}: {found.Message}");
        Assert.Contains(found.Invariant, invariants);
    }

    [Fact]
    public void Model_WhenAWorkerSaysTheEndOfAnAttemptOnlyOnce_FindsIt()
    {
        var (seed, found) = Seeds.Find(AtMost, Scale.OfModel, world =>
        {
            world.Sends = beat => beat with { Finished = [] };
            return new ModelSystem(world, new Decisions(), 1 + world.Dice.Below(3));
        });

        TestContext.Current.TestOutputHelper!.WriteLine($"Seed {seed}: {found.Message}");
        Assert.Contains(found.Invariant, new[] { "I1", "I3", "I5" });
    }
}
