using System.Globalization;

namespace Batch.Jobs.Transcription.Audio;

/// <summary>How a stream of prepared audio lies in numbered parts, each full but the last.</summary>
internal static class PartLayout
{
    /// <summary>Parts that a stream may have; what is longer is refused as <c>too_long</c>.</summary>
    public const int MaxParts = 16;

    /// <summary>256 MiB, the largest object that a worker may write in one piece: 2 h 19 min of audio.</summary>
    public const long SamplesPerPart = 256L * 1024 * 1024 / PcmFormat.BytesPerSample;

    /// <summary>37 hours of audio.</summary>
    public const long MaxSamples = SamplesPerPart * MaxParts;

    /// <summary>Name of the object: two digits of the stream, two of the part.</summary>
    public static string Name(int stream, int part) =>
        string.Create(CultureInfo.InvariantCulture, $"audio-{stream:00}{part:00}.pcm");

    /// <summary>The byte ranges, in order, that together hold <paramref name="range"/>.</summary>
    public static IEnumerable<PartRange> Locate(int stream, SampleRange range, long samplesPerPart = SamplesPerPart)
    {
        for (var first = range.First; first < range.End;)
        {
            var part = first / samplesPerPart;
            var end = Math.Min(range.End, (part + 1) * samplesPerPart);
            yield return new PartRange(
                Name(stream, (int)part),
                (first - (part * samplesPerPart)) * PcmFormat.BytesPerSample,
                (end - first) * PcmFormat.BytesPerSample);
            first = end;
        }
    }
}

/// <param name="Name">The part.</param>
/// <param name="Offset">First byte within it.</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct PartRange(string Name, long Offset, long Length);
