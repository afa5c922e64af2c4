using System.Globalization;
using Batch.Jobs.Transcription.Media;

namespace Batch.Jobs.Transcription.Length;

/// <summary>
/// Compares what was decoded with what the source declares. Decoders end a truncated file without an error, so this is the
/// only sign of it.
/// </summary>
internal static class MissingAudio
{
    /// <summary>Encoders round lengths up to whole frames, and add delay.</summary>
    private const double ToleratedSeconds = 1;

    private const double ToleratedShare = 0.01;

    /// <summary>Containers that state a length of their own, by ffmpeg's names.</summary>
    private static readonly string[] Stating =
        ["flac", "mov", "matroska", "avi", "asf", "aiff", "au", "caf", "w64", "wv", "tta", "ape", "flv"];

    /// <returns>A sentence that names the missing seconds; null where nothing is missing.</returns>
    public static string? Warning(string source, MediaFacts facts, double decodedSeconds)
    {
        if (DeclaredSeconds(source, facts) is { } declared)
        {
            var missing = declared - decodedSeconds;
            return missing > Math.Max(ToleratedSeconds, declared * ToleratedShare)
                ? Text($"{missing:0.0} s are missing: the file declares {declared:0.0} s, {decodedSeconds:0.0} s could be decoded.")
                : null;
        }

        return facts.IsFormat("ogg") && !OggEnd.IsComplete(source)
            ? Text($"The file is cut off after {decodedSeconds:0.0} s: its end mark is missing, and it does not say how many seconds are missing after that.")
            : null;
    }

    /// <summary>The length that the source itself states; null where it states none and ffprobe's figure is a guess or ends where the file does.</summary>
    private static double? DeclaredSeconds(string source, MediaFacts facts)
    {
        if (facts.IsFormat("wav"))
        {
            return RiffLength.DeclaredSeconds(source);
        }

        if (facts.IsFormat("mp3"))
        {
            return Mp3LengthHeader.IsPresent(source) ? facts.TrackSeconds ?? facts.ContainerSeconds : null;
        }

        return StatesLength(facts)
            ? facts.TrackSeconds ?? (facts.Tracks == 1 ? facts.ContainerSeconds : null)
            : null;
    }

    private static bool StatesLength(MediaFacts facts) => Stating.Any(facts.IsFormat);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
