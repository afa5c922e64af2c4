namespace Batch.Coordinator.Enumeration;

/// <summary>A source cannot be listed to its end now. The message says why and what helps, for the owner of the job.</summary>
internal sealed class SourceUnavailableException : Exception
{
    public SourceUnavailableException(string message)
        : base(message)
    {
    }

    public SourceUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
