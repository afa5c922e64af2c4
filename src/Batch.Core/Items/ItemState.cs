namespace Batch.Core.Items;

/// <summary>Where an item is; the legal ways are in <see cref="ItemTransitions"/>.</summary>
public enum ItemState
{
    /// <summary>Listed; its content has not been looked at.</summary>
    Pending,

    /// <summary>Its chunks are dispatched and run, stage by stage.</summary>
    Open,

    /// <summary>Its last stage is done; its outputs are being published.</summary>
    Publishing,

    /// <summary>Ended: everything transcribed or declared, everything published.</summary>
    Completed,

    /// <summary>Ended: published, but some chunks failed.</summary>
    Partial,

    /// <summary>Ended: nothing was published; the error says why.</summary>
    Failed,

    /// <summary>Ended: plainly not an input of this kind.</summary>
    Skipped,

    /// <summary>Ended with its job's cancellation.</summary>
    Cancelled,
}
