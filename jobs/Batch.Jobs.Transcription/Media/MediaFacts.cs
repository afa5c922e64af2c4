namespace Batch.Jobs.Transcription.Media;

/// <summary>What ffprobe says of a source and of its first audio track.</summary>
internal sealed record MediaFacts
{
    /// <summary>ffmpeg's name of the container, such as <c>mp3</c> or <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Demuxer that had to be named, because the content has no header.</summary>
    public string? ForcedDemuxer { get; init; }

    public required string Codec { get; init; }

    public required int Channels { get; init; }

    /// <summary>Hertz.</summary>
    public required long SampleRate { get; init; }

    /// <summary>Length of the track as the container declares it, in seconds; null where it does not.</summary>
    public double? TrackSeconds { get; init; }

    /// <summary>Length of the container, in seconds: that of its longest track.</summary>
    public double? ContainerSeconds { get; init; }

    /// <summary>Tracks of any type, cover pictures not counted.</summary>
    public required int Tracks { get; init; }

    public bool IsFormat(string name) => Format.Split(',').Contains(name, StringComparer.Ordinal);
}
