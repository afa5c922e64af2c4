namespace Batch.Worker.Preemption;

/// <summary>
/// The word that this machine is about to be taken away, for every worker of the process. Given once: a machine that was not taken after
/// all starts its workers again.
/// </summary>
public sealed class PreemptionNotice(TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _given = new();
    private long _since;
    private TimeSpan _left;

    /// <summary>Cancelled when the notice is given.</summary>
    public CancellationToken Given => _given.Token;

    /// <summary>Time that attempts still have; zero and less when it has passed. Only meaningful once it is given.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_gate)
            {
                return _left - time.GetElapsedTime(_since);
            }
        }
    }

    /// <summary>Gives the notice; the first one counts.</summary>
    /// <param name="left">Time that attempts have from now on.</param>
    public void Give(TimeSpan left)
    {
        lock (_gate)
        {
            if (_given.IsCancellationRequested)
            {
                return;
            }

            _since = time.GetTimestamp();
            _left = left;
        }

        _given.Cancel();
    }

    public void Dispose() => _given.Dispose();
}
