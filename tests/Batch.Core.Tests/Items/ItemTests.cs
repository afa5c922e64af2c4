using Batch.Core.Items;

namespace Batch.Core.Tests.Items;

public sealed class ItemTests
{
    private readonly Item _item = Given.Item(Given.Job());

    [Fact]
    public void Chunk_WhenItIsTheLastOfTheStage_HandsOver()
    {
        _item.Open("sha", stage: 0, chunks: 2);

        Assert.Equal(HandOver.StageOpen, _item.EndChunk(null));
        Assert.Equal(HandOver.StageDone, _item.EndChunk(null));
        Assert.Equal((0, ItemState.Open), (_item.OpenChunks, _item.State));
    }

    [Fact]
    public void Chunk_WhenNoneIsOpen_IsABug()
    {
        Assert.Throws<InvalidOperationException>(() => _item.EndChunk(null));
        _item.Open("sha", stage: 0, chunks: 1);
        _item.EndChunk(null);
        Assert.Throws<InvalidOperationException>(() => _item.EndChunk(null));
    }

    [Fact]
    public void Item_WhenEverythingCommitted_IsCompleted()
    {
        RunThrough(failure: null);

        Assert.Equal((ItemState.Completed, "{}"), (_item.State, _item.FactsJson));
    }

    [Fact]
    public void Item_WhenAChunkFailed_IsPartialAndKeepsTheFirstReason()
    {
        RunThrough(Given.Failure);

        Assert.Equal((ItemState.Partial, Given.Failure, 2), (_item.State, _item.Failure, _item.FailedChunks));
    }

    [Fact]
    public void Item_WhenRetried_StartsAnewInANewRound()
    {
        RunThrough(Given.Failure);
        _item.Retry();
        _item.Open("sha", stage: 0, chunks: 1);

        Assert.Equal((ItemState.Open, 2, 0, 0L), (_item.State, _item.Round, _item.FailedChunks, _item.Work));
        Assert.Null(_item.Failure);
    }

    [Fact]
    public void Item_WhenFailedOrCancelled_HasNoOpenChunks()
    {
        _item.Open("sha", stage: 0, chunks: 3);
        _item.Fail(Given.Failure);
        Assert.Equal(0, _item.OpenChunks);

        var other = Given.Item(Given.Job());
        other.Open("sha", stage: 0, chunks: 3);
        other.Cancel();
        Assert.Equal((0, ItemState.Cancelled), (other.OpenChunks, other.State));
    }

    [Fact]
    public void Item_WhenDoneBefore_TakesTheResultOverWithoutRunning()
    {
        RunThrough(failure: null);
        var again = Given.Item(Given.Job());
        again.Reuse("sha", _item);

        Assert.Equal((ItemState.Publishing, _item.Id, _item.Id), (again.State, again.ReusedFrom!.Value, again.ResultOwner));
        Assert.Equal(_item.Work, again.Work);
    }

    private void RunThrough(ItemFailure? failure)
    {
        _item.Open("sha", stage: 0, chunks: 1);
        _item.EndChunk(null);
        _item.PlanWork(10);
        _item.EnterStage(1, chunks: 2);
        _item.EndChunk(failure);
        _item.EndChunk(failure is null ? null : failure with { Code = "later" });
        _item.BeginPublishing("{}");
        _item.Published();
    }
}
