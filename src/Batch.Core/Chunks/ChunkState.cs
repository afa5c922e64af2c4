namespace Batch.Core.Chunks;

/// <summary>Where a chunk is; the legal ways are in <see cref="ChunkTransitions"/>.</summary>
public enum ChunkState
{
    /// <summary>May be leased, from <see cref="Chunk.NotBefore"/> on.</summary>
    Ready,

    /// <summary>Owned by the attempt under its epoch.</summary>
    Leased,

    /// <summary>Ended: it has exactly one result.</summary>
    Committed,

    /// <summary>Ended: nobody will try again.</summary>
    Failed,

    /// <summary>Ended with its job's cancellation.</summary>
    Cancelled,
}
