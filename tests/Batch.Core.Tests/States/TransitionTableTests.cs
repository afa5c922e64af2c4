using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Core.States;

namespace Batch.Core.Tests.States;

public sealed class TransitionTableTests
{
    [Fact]
    public void Job_EveryState_IsReachable() => EveryStateIsReachable(JobTransitions.Table, JobState.Queued);

    [Fact]
    public void Item_EveryState_IsReachable() => EveryStateIsReachable(ItemTransitions.Table, ItemState.Pending);

    [Fact]
    public void Chunk_EveryState_IsReachable() => EveryStateIsReachable(ChunkTransitions.Table, ChunkState.Ready);

    [Fact]
    public void Attempt_EveryState_IsReachable() => EveryStateIsReachable(AttemptTransitions.Table, AttemptState.Running);

    [Fact]
    public void Session_EveryState_IsReachable() => EveryStateIsReachable(SessionTransitions.Table, SessionState.Live);

    [Fact]
    public void Job_WhenEnded_OnlyARetryOpensItAgain() =>
        Assert.Equal(
            [(JobState.CompletedWithErrors, JobState.Running)],
            JobTransitions.Table.All.Where(t => JobTransitions.HasEnded(t.From)));

    [Fact]
    public void Item_WhenEnded_OnlyARetryOpensItAgain() =>
        Assert.Equal(
            [(ItemState.Failed, ItemState.Pending), (ItemState.Partial, ItemState.Pending)],
            ItemTransitions.Table.All.Where(t => ItemTransitions.HasEnded(t.From)).OrderByDescending(t => t.From));

    [Fact]
    public void Item_WhenItHasNotEnded_IsOneOfThree() =>
        Assert.Equal(
            [ItemState.Pending, ItemState.Open, ItemState.Publishing],
            Enum.GetValues<ItemState>().Where(s => !ItemTransitions.HasEnded(s)));

    [Fact]
    public void ChunkAndAttempt_WhenEnded_HaveNoWayOut()
    {
        Assert.All([ChunkState.Committed, ChunkState.Failed, ChunkState.Cancelled], s => Assert.True(ChunkTransitions.Table.IsTerminal(s)));
        Assert.All(Enum.GetValues<AttemptState>().Except([AttemptState.Running]), s => Assert.True(AttemptTransitions.Table.IsTerminal(s)));
        Assert.All([SessionState.Closed, SessionState.Lost], s => Assert.True(SessionTransitions.Table.IsTerminal(s)));
    }

    [Fact]
    public void Move_WhenTheTableHasNoSuchWay_Throws()
    {
        var error = Assert.Throws<IllegalTransitionException>(() => ChunkTransitions.Table.Move(ChunkState.Committed, ChunkState.Ready));

        Assert.Equal("ChunkState cannot go from Committed to Ready.", error.Message);
    }

    private static void EveryStateIsReachable<TState>(Transitions<TState> table, TState start)
        where TState : struct, Enum
    {
        var reached = new HashSet<TState> { start };
        while (table.All.Where(t => reached.Contains(t.From)).Select(t => t.To).Except(reached).ToList() is { Count: > 0 } next)
        {
            reached.UnionWith(next);
        }

        Assert.Equal(Enum.GetValues<TState>().ToHashSet(), reached);
    }
}
