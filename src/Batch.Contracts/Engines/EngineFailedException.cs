namespace Batch.Contracts.Engines;

/// <summary>The engine died under a request, or its answer makes no sense. Counts as a try of the chunk.</summary>
public sealed class EngineFailedException : Exception
{
    public EngineFailedException()
    {
    }

    public EngineFailedException(string message)
        : base(message)
    {
    }

    public EngineFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
