namespace Batch.Contracts.Kinds;

/// <summary>
/// How an item is split for the next stage. Written as JSON under <see cref="ObjectName"/>; the coordinator checks
/// that the ranges are contiguous from 0 to <see cref="Work"/> before it takes it.
/// </summary>
/// <param name="Work">The item's work in the unit of the kind.</param>
/// <param name="Chunks">In order; empty where there is nothing to do for the next stage.</param>
public sealed record ChunkPlan(long Work, IReadOnlyList<PlannedChunk> Chunks)
{
    /// <summary>The name of the output that holds the plan.</summary>
    public const string ObjectName = "plan.json";
}
