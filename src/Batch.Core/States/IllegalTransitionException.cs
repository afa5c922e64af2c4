namespace Batch.Core.States;

/// <summary>A transition that no table allows was asked for: always a bug, never an expected outcome.</summary>
public sealed class IllegalTransitionException : Exception
{
    public IllegalTransitionException()
    {
    }

    public IllegalTransitionException(string message)
        : base(message)
    {
    }

    public IllegalTransitionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
