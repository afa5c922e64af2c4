namespace Batch.Coordinator.Loops;

/// <summary>"There may be work": wakes a loop at once; many signals before it looks are one.</summary>
#pragma warning disable CA1001 // A SemaphoreSlim whose wait handle nobody asks for holds nothing to dispose.
public sealed class Signal
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    public void Raise()
    {
        try
        {
            _raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // Raised already: one look sees everything.
        }
    }

    /// <summary>Returns when the signal is raised, or after the interval: a lost signal only costs time.</summary>
    public Task WaitAsync(TimeSpan interval, CancellationToken cancellationToken) =>
        _raised.WaitAsync(interval, cancellationToken);
}
