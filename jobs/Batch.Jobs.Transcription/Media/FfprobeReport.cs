using System.Globalization;
using System.Text.Json;

namespace Batch.Jobs.Transcription.Media;

/// <summary>The part of ffprobe's JSON that is read here. Its numbers are strings, and any of them may be missing.</summary>
internal sealed record FfprobeReport
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public Container? Format { get; init; }

    public IReadOnlyList<Track> Streams { get; init; } = [];

    public static FfprobeReport? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<FfprobeReport>(json, Json);
        }
        catch (JsonException)
        {
            // A killed ffprobe leaves half an answer.
            return null;
        }
    }

    public static double? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : null;

    internal sealed record Container(string? FormatName, string? Duration);

    internal sealed record Track
    {
        public string? CodecType { get; init; }

        public string? CodecName { get; init; }

        public string? SampleRate { get; init; }

        public int Channels { get; init; }

        public string? Duration { get; init; }

        public Dictionary<string, int> Disposition { get; init; } = [];

        public Dictionary<string, string> Tags { get; init; } = [];

        public bool IsCover => Disposition.GetValueOrDefault("attached_pic") == 1;

        /// <summary>From the track, or from the tag that Matroska writers leave (<c>00:00:14.603000000</c>).</summary>
        public double? DeclaredSeconds =>
            Seconds(Duration)
            ?? (Tags.GetValueOrDefault("DURATION") is { Length: > 8 } tag
                && TimeSpan.TryParse(tag[..Math.Min(tag.Length, 16)], CultureInfo.InvariantCulture, out var span)
                ? span.TotalSeconds
                : null);
    }
}
