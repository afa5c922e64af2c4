namespace Batch.Cli.Tests.Fakes;

/// <summary>A clock that a test moves by hand.</summary>
internal sealed class ManualTime : TimeProvider
{
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public void Advance(TimeSpan by) => _now += by;
}
