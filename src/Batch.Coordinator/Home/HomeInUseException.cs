namespace Batch.Coordinator.Home;

/// <summary>Another process uses the home, or it lies where it must not.</summary>
public sealed class HomeInUseException : Exception
{
    public HomeInUseException()
    {
    }

    public HomeInUseException(string message)
        : base(message)
    {
    }

    public HomeInUseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
