using Batch.Core.Chunks;

namespace Batch.Core.Tests.Chunks;

public sealed class RunAheadTests
{
    private static readonly RunAhead Rule = new(ScratchLimit: 1_000);

    [Theory]
    [InlineData(0, 0, 0, 2)] // A pool without a worker yet: that it has work must show.
    [InlineData(0, 0, 8, 16)]
    [InlineData(0, 15, 8, 1)]
    [InlineData(999, 16, 8, 0)]
    [InlineData(0, 40, 8, 0)] // Workers went away.
    [InlineData(1_000, 0, 8, 0)]
    [InlineData(5_000, 0, 8, 0)]
    public void Room_WhenScratchAndChunksAreKnown_IsTheWindowBelowTheLimit(long scratch, long letGo, int slots, int room) =>
        Assert.Equal(room, Rule.Room(scratch, letGo, slots));
}
