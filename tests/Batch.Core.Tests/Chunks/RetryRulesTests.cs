using Batch.Core.Chunks;

namespace Batch.Core.Tests.Chunks;

public sealed class RetryRulesTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(8, 256)]
    [InlineData(9, 300)]
    [InlineData(int.MaxValue, 300)]
    public void BackOff_WhenFailuresGoOn_DoublesUpToFiveMinutes(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryRules.BackOff(failures));

    [Fact]
    public void BackOff_WhenNothingFailed_IsABug() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RetryRules.BackOff(0));

    [Theory]
    [InlineData(2, 2, false)]
    [InlineData(3, 1, false)]
    [InlineData(3, 2, true)]
    [InlineData(4, 1, false)]
    [InlineData(5, 1, true)]
    public void Losses_WhenOnSeveralWorkersOrMany_FailTheChunk(int losses, int workers, bool fails) =>
        Assert.Equal(fails, RetryRules.LosesWorkers(losses, workers));
}
