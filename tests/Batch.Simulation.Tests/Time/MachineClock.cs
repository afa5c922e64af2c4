namespace Batch.Simulation.Tests.Time;

/// <summary>
/// The clocks of one machine: the monotonic one runs with virtual time, the one on the wall is wrong by as much as a run
/// likes. Timers never fire: whoever waits is called by the simulation.
/// </summary>
internal sealed class MachineClock(VirtualTime time) : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 23, 52, 0, TimeSpan.Zero);

    /// <summary>How far the clock on the wall goes ahead.</summary>
    public TimeSpan Ahead { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => time.Now.Ticks;

    public override DateTimeOffset GetUtcNow() => Start + time.Now + Ahead;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new NeverDue();

    private sealed class NeverDue : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
