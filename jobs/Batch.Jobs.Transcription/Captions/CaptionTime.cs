using System.Globalization;

namespace Batch.Jobs.Transcription.Captions;

/// <summary>Times as caption formats write them.</summary>
internal static class CaptionTime
{
    /// <param name="milliseconds">From the start of the item.</param>
    /// <param name="point">What stands before the milliseconds: a dot in VTT, a comma in SRT.</param>
    public static string Format(long milliseconds, char point) => string.Create(
        CultureInfo.InvariantCulture,
        $"{milliseconds / 3_600_000:00}:{milliseconds / 60_000 % 60:00}:{milliseconds / 1000 % 60:00}{point}{milliseconds % 1000:000}");
}
