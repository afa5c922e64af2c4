namespace Batch.Worker.Preemption;

/// <summary>How long an attempt still takes. Pure.</summary>
internal static class Forecast
{
    /// <summary>By its own progress where it has reported any, else by the speed of attempts like it.</summary>
    /// <param name="work">Work units of its chunk.</param>
    /// <param name="done">Work units that it has reported as done.</param>
    /// <param name="onDevice">Time since it got its device; null while it has none.</param>
    /// <param name="unitsPerSecond">What attempts of its stage do in a second on a device; null where none has ended yet.</param>
    /// <returns>Null where it cannot be known: it has no device yet, nothing is known of its pace, or it is slower than any before it.</returns>
    public static TimeSpan? Remaining(long work, long done, TimeSpan? onDevice, double? unitsPerSecond)
    {
        if (onDevice is not { } elapsed)
        {
            return null;
        }

        if (done > 0)
        {
            return elapsed * ((double)Math.Max(0, work - done) / done);
        }

        return unitsPerSecond is { } speed && TimeSpan.FromSeconds(work / speed) - elapsed is var rest && rest >= TimeSpan.Zero ? rest : null;
    }
}
