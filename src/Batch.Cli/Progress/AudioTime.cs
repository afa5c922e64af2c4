using System.Globalization;

namespace Batch.Cli.Progress;

/// <summary>Durations as people read them on a player: <c>1:02:03</c>, <c>4:05</c>, <c>0:07</c>.</summary>
internal static class AudioTime
{
    /// <param name="micros">Microseconds of audio: the unit of work of the transcription kind.</param>
    public static string OfMicros(long micros) => Of(TimeSpan.FromMicroseconds(Math.Max(0, micros)));

    public static string Of(TimeSpan duration)
    {
        var whole = TimeSpan.FromSeconds(Math.Round(duration.TotalSeconds));
        return whole.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(long)whole.TotalHours}:{whole.Minutes:00}:{whole.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{whole.Minutes}:{whole.Seconds:00}");
    }
}
