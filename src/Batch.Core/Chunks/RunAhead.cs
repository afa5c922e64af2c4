namespace Batch.Core.Chunks;

/// <summary>
/// How far the stage that fills scratch runs ahead of those that use it up: while a job holds less scratch than it may, a
/// few of its held chunks at a time are let go, twice as many as its pool has slots.
/// </summary>
/// <param name="ScratchLimit">Bytes of scratch at which a job lets nothing more go.</param>
public sealed record RunAhead(long ScratchLimit)
{
    // One that runs and one that is claimed ahead, even where the pool has no worker yet.
    private const int SmallestWindow = 2;

    /// <summary>
    /// Chunks that may be let go now. Scratch is only counted once a chunk has committed, so a job passes its limit by what the
    /// chunks of one window write, and by what failed attempts left until it is collected.
    /// </summary>
    /// <param name="scratchBytes">What the job's open items hold.</param>
    /// <param name="letGo">Chunks that were let go and have not ended.</param>
    /// <param name="slots">Live slots of the pool.</param>
    public int Room(long scratchBytes, long letGo, int slots)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slots);
        var window = Math.Max(SmallestWindow, 2L * slots);
        return scratchBytes >= ScratchLimit ? 0 : (int)Math.Max(0, window - letGo);
    }
}
