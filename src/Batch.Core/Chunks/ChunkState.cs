namespace Batch.Core.Chunks;

/// <summary>Where a chunk is; the legal ways are in <see cref="ChunkTransitions"/>.</summary>
public enum ChunkState
{
    /// <summary>May be leased, from <see cref="Chunk.NotBefore"/> on.</summary>
    Ready,

    /// <summary>
    /// Not to be leased yet: its stage fills scratch, and its job has as much of it as it may, see <see cref="RunAhead"/>.
    /// </summary>
    Held,

    /// <summary>Owned by the attempt under its epoch.</summary>
    Leased,

    /// <summary>Ended: it has exactly one result.</summary>
    Committed,

    /// <summary>Ended: nobody will try again.</summary>
    Failed,

    /// <summary>Ended with its job's cancellation.</summary>
    Cancelled,
}
