namespace Batch.Cli.Progress;

/// <summary>How fast a job goes.</summary>
/// <param name="TimesRealTime">Seconds of audio for each second on the clock; null until it can be told.</param>
/// <param name="Remaining">Until the work that is known now is done; null until all input is listed and the speed can be told.</param>
internal readonly record struct Pace(double? TimesRealTime, TimeSpan? Remaining)
{
    public static Pace Unknown => default;
}
