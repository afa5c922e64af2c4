namespace Batch.Simulation.Tests.Time;

/// <summary>
/// A process on a machine. What it planned dies with it; while it stands still (SIGSTOP) nothing of it happens, and everything
/// that was due meanwhile happens when it goes on.
/// </summary>
internal sealed class Host(VirtualTime time, string name)
{
    private int _life;
    private TimeSpan _frozenUntil;

    public string Name => name;

    public bool IsUp { get; private set; }

    public bool IsFrozen => time.Now < _frozenUntil;

    public MachineClock Clock { get; } = new(time);

    public void Start() => (IsUp, _frozenUntil) = (true, TimeSpan.Zero);

    /// <summary>kill -9, or its own end.</summary>
    public void Stop()
    {
        IsUp = false;
        _life++;
    }

    public void Freeze(TimeSpan span) => _frozenUntil = time.Now + span;

    /// <summary>It goes on, if it stood still.</summary>
    public void Thaw() => _frozenUntil = time.Now;

    public void After(TimeSpan delay, Action action)
    {
        var life = _life;
        time.After(delay, () => Run(life, action));
    }

    /// <summary>A way back into this process, which leads nowhere once it has ended.</summary>
    public Action<Action> Entrance()
    {
        var life = _life;
        return action => Run(life, action);
    }

    /// <summary>Does it again and again while this process lives.</summary>
    public void Every(TimeSpan interval, Action action) => After(interval, () =>
    {
        action();
        Every(interval, action);
    });

    private void Run(int life, Action action)
    {
        if (life != _life)
        {
            return;
        }

        if (IsFrozen)
        {
            time.At(_frozenUntil, () => Run(life, action));
            return;
        }

        action();
    }
}
