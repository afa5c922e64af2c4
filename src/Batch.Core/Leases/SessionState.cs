namespace Batch.Core.Leases;

public enum SessionState
{
    /// <summary>It renews its leases.</summary>
    Live,

    /// <summary>It was told to drain: it renews its leases until its attempts have ended, and is granted no more.</summary>
    Draining,

    /// <summary>Ended by itself, or by its successor.</summary>
    Closed,

    /// <summary>Declared lost: silent for a full lease term.</summary>
    Lost,
}
