namespace Batch.Coordinator.Objects;

/// <summary>The object store has no room: what waits for it goes on once there is.</summary>
public sealed class ObjectStoreFullException : IOException
{
    public ObjectStoreFullException()
    {
    }

    public ObjectStoreFullException(string message)
        : base(message)
    {
    }

    public ObjectStoreFullException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
