using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Core.States;

namespace Batch.Core.Tests.States;

public sealed class StatesDocumentTests
{
    private readonly StatesDocument _document = StatesDocument.Read();

    [Fact]
    public void Job_WhenDrawn_IsTheTable() => IsTheTable("Job", JobTransitions.Table, JobState.Queued);

    [Fact]
    public void Item_WhenDrawn_IsTheTable() => IsTheTable("Item", ItemTransitions.Table, ItemState.Pending);

    [Fact]
    public void Chunk_WhenDrawn_IsTheTable() => IsTheTable("Chunk", ChunkTransitions.Table, ChunkState.Ready);

    [Fact]
    public void Attempt_WhenDrawn_IsTheTable() => IsTheTable("Attempt", AttemptTransitions.Table, AttemptState.Running);

    [Fact]
    public void Session_WhenDrawn_IsTheTable() => IsTheTable("Session", SessionTransitions.Table, SessionState.Live);

    private void IsTheTable<TState>(string section, Transitions<TState> table, TState start)
        where TState : struct, Enum
    {
        Assert.Equal(table.All.Select(t => (t.From.ToString(), t.To.ToString())).ToHashSet(), _document.Drawn(section));
        Assert.Equal(start.ToString(), _document.Start(section));
        Assert.Equal(Enum.GetValues<TState>().Where(table.IsTerminal).Select(s => s.ToString()).ToHashSet(), _document.Ends(section));
        Assert.Equal(Enum.GetNames<TState>(), _document.Described(section));
    }
}
