namespace Batch.Coordinator.Storage;

/// <summary>The database cannot be used as it is: it cannot be reached, or its schema is another version's.</summary>
public sealed class UnusableDatabaseException : Exception
{
    public UnusableDatabaseException()
    {
    }

    public UnusableDatabaseException(string message)
        : base(message)
    {
    }

    public UnusableDatabaseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
