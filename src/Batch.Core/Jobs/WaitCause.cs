namespace Batch.Core.Jobs;

/// <summary>What kind of thing a waiting job waits for: only that which it waits for ends its waiting.</summary>
public enum WaitCause
{
    /// <summary>Store, broker, database, engine or a disk of a worker failed its attempts.</summary>
    Machinery,

    /// <summary>The output folder takes nothing.</summary>
    Output,

    /// <summary>No worker serves a pool.</summary>
    Pool,

    /// <summary>Its source cannot be listed as it was submitted.</summary>
    Source,
}
