using Batch.Core.States;
using static Batch.Core.Chunks.ChunkState;

namespace Batch.Core.Chunks;

public static class ChunkTransitions
{
    public static Transitions<ChunkState> Table { get; } = new(
        (Ready, [Held, Leased, Failed, Cancelled]),
        (Held, [Ready, Cancelled]),
        (Leased, [Committed, Failed, Cancelled, Ready]));

    public static bool HasEnded(ChunkState state) => Table.IsTerminal(state);
}
