namespace Batch.Worker.Leases;

/// <summary>The coordinator did not answer: it may be down, restarting or cut off. The worker goes on and asks again.</summary>
public sealed class CoordinatorSilentException : Exception
{
    public CoordinatorSilentException()
    {
    }

    public CoordinatorSilentException(string message)
        : base(message)
    {
    }

    public CoordinatorSilentException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
