namespace Batch.Coordinator.Objects;

/// <summary>The object store cannot be used as it is: it cannot be reached, or refuses this process.</summary>
public sealed class UnusableObjectStoreException : Exception
{
    public UnusableObjectStoreException()
    {
    }

    public UnusableObjectStoreException(string message)
        : base(message)
    {
    }

    public UnusableObjectStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
