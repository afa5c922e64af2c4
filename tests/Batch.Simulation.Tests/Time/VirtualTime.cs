namespace Batch.Simulation.Tests.Time;

/// <summary>The one clock and the one queue of events of a run. Whatever happens, happens in here, one event after the other.</summary>
internal sealed class VirtualTime
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _events = new();
    private long _order;

    /// <summary>Since the run began.</summary>
    public TimeSpan Now { get; private set; }

    public long Steps { get; private set; }

    /// <summary>Of two events at one instant the one that was planned first comes first.</summary>
    public void At(TimeSpan at, Action action) => _events.Enqueue(action, (at < Now ? Now : at, _order++));

    public void After(TimeSpan delay, Action action) => At(Now + delay, action);

    /// <summary>Lets the next event happen.</summary>
    /// <returns>False where there is none before then.</returns>
    public bool Step(TimeSpan until)
    {
        if (!_events.TryPeek(out _, out var next) || next.At > until)
        {
            Now = until;
            return false;
        }

        var action = _events.Dequeue();
        Now = next.At;
        Steps++;
        action();
        return true;
    }
}
