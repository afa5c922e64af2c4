using Batch.Core.Plans;
using FsCheck;
using FsCheck.Fluent;

namespace Batch.Core.Tests.Plans;

public sealed class PlanCheckTests
{
    [Fact]
    public void Plan_WhenItTilesTheWork_IsTaken() => Assert.Null(PlanCheck.Problem(10, [(0, 4), (4, 9), (9, 10)]));

    [Fact]
    public void Plan_WhenItHasNoChunks_LeavesTheWorkToNobody() => Assert.Null(PlanCheck.Problem(10, []));

    [Theory]
    [InlineData(1, 10, "starts at 1, not at 0")]
    [InlineData(-1, 10, "starts at -1, not at 0")]
    [InlineData(0, 0, "ends at 0, before it starts")]
    [InlineData(0, 9, "end at 9, not at 10")]
    [InlineData(0, 11, "end at 11, not at 10")]
    public void Plan_WhenOneChunkIsWrong_SaysHow(long start, long end, string problem) =>
        Assert.Contains(problem, PlanCheck.Problem(10, [(start, end)]), StringComparison.Ordinal);

    [Theory]
    [InlineData(5)]
    [InlineData(3)]
    public void Plan_WhenItHasAGapOrAnOverlap_SaysWhere(long second) =>
        Assert.Equal($"chunk 1 starts at {second}, not at 4", PlanCheck.Problem(10, [(0, 4), (second, 10)]));

    [Fact]
    public void Plan_WhenTheWorkIsNegative_IsRefused() => Assert.Equal("the work is -1", PlanCheck.Problem(-1, []));

    [Fact]
    public void Plan_WhenAnyOneBoundaryMoves_IsRefused() =>
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(
                Gen.NonEmptyListOf(Gen.Choose(1, 1_000)).ToArbitrary(),
                Gen.Choose(0, 10_000).ToArbitrary(),
                (lengths, pick) =>
                {
                    var ends = lengths.Select((_, i) => (long)lengths.Take(i + 1).Sum()).ToArray();
                    var ranges = ends.Select((end, i) => (Start: i == 0 ? 0 : ends[i - 1], End: end)).ToArray();
                    Assert.Null(PlanCheck.Problem(ends[^1], ranges));

                    var moved = pick % ranges.Length;
                    ranges[moved].End++;
                    Assert.NotNull(PlanCheck.Problem(ends[^1], ranges));
                }));
}
