using FsCheck;
using FsCheck.Fluent;

namespace Batch.Core.Tests.Fleet;

public sealed class FleetTests
{
    private static readonly Gen<FleetStep> Step =
        from happening in Gen.Frequency(
            (8, Gen.Constant(FleetEvent.Claim)),
            (5, Gen.Constant(FleetEvent.Work)),
            (5, Gen.Constant(FleetEvent.Finish)),
            (3, Gen.Constant(FleetEvent.Heartbeat)),
            (3, Gen.Constant(FleetEvent.Repeat)),
            (8, Gen.Elements(Enum.GetValues<FleetEvent>())))
        from pick in Gen.Choose(0, 1_000)
        from amount in Gen.Choose(0, 1_000)
        select new FleetStep(happening, pick, amount);

    private static readonly Arbitrary<FleetStep[]> Steps = Arb.From(Gen.ArrayOf(Step), Shorter);

    [Fact]
    public void Invariants_WhenAnythingHappensInAnyOrder_Hold() => Check(() => new Decisions(), runs: 400);

    [Fact]
    public void Model_WhenTheEpochIsIgnored_FindsIt() => Finds(() => new IgnoresTheEpoch(), "I6");

    [Fact]
    public void Model_WhenARepeatedFinishIsBilled_FindsIt() => Finds(() => new BillsARepeatedFinish(), "I3");

    [Fact]
    public void Model_WhenReclaimKeepsTheEpoch_FindsIt() => Finds(() => new KeepsTheEpochAtReclaim(), "I6");

    [Fact]
    public void Model_WhenEverythingIsBilledAsUseful_FindsIt() => Finds(() => new BillsEverythingAsUseful(), "I4");

    [Fact]
    public void Model_WhenReportsAfterTheLastCutAreForgotten_FindsIt() => Finds(() => new ForgetsWhatCameAfterTheLastCut(), "I3");

    private static void Finds(Func<Decisions> bug, string invariant)
    {
        var found = Assert.ThrowsAny<Exception>(() => Check(bug, runs: 400));
        Assert.Contains($"{invariant} is broken", found.ToString(), StringComparison.Ordinal);
    }

    private static void Check(Func<Decisions> decisions, int runs) =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(runs).WithEndSize(120),
            Prop.ForAll(Steps, steps =>
            {
                var fleet = new Fleet(decisions());
                foreach (var step in steps)
                {
                    fleet.Do(step);
                    FleetInvariants.Check(fleet.Coordinator);
                }

                fleet.Heal();
                FleetInvariants.CheckEnd(fleet.Coordinator);
            }));

    // Halves first, then single steps: a counterexample of a few lines is read by a person.
    private static IEnumerable<FleetStep[]> Shorter(FleetStep[] steps)
    {
        if (steps.Length > 3)
        {
            yield return steps[..(steps.Length / 2)];
            yield return steps[(steps.Length / 2)..];
        }

        for (var i = 0; i < steps.Length; i++)
        {
            yield return [.. steps[..i], .. steps[(i + 1)..]];
        }
    }
}
