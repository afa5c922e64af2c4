namespace Batch.Core.Leases;

public enum SessionState
{
    /// <summary>It renews its leases.</summary>
    Live,

    /// <summary>Ended by itself, or by its successor.</summary>
    Closed,

    /// <summary>Declared lost: silent for a full lease term.</summary>
    Lost,
}
