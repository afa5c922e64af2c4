namespace Batch.Core.Items;

/// <summary>What the end of a chunk means for its item.</summary>
public enum HandOver
{
    /// <summary>Other chunks of the stage are still open.</summary>
    StageOpen,

    /// <summary>It was the last one: the same transaction opens the next stage or publishes.</summary>
    StageDone,
}
