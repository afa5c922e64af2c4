using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Engines;

namespace Batch.Jobs.Transcription.Transcripts;

/// <summary>The content of <c>transcript.json</c>, for users. Seconds are exact decimals; times of speech are in whole milliseconds.</summary>
internal sealed record Transcript
{
    /// <summary>The source as the user knows it.</summary>
    public required string Source { get; init; }

    /// <summary>What the user calls it; absent where no source manifest says so.</summary>
    public string? CustomId { get; init; }

    /// <summary>Seconds of audio that were decoded.</summary>
    public required decimal DurationSeconds { get; init; }

    /// <summary>ISO 639-1 code, given or detected; absent where nobody speaks.</summary>
    public string? Language { get; init; }

    /// <summary>Name in the model catalogue: the form that ran, such as <c>base-q5_1</c>; what was asked for where no engine was needed.</summary>
    public required string Model { get; init; }

    /// <summary>Absent where no engine was needed.</summary>
    public EngineDescription? Engine { get; init; }

    public required string Text { get; init; }

    public required IReadOnlyList<TranscriptSegment> Segments { get; init; }

    public required Coverage Coverage { get; init; }

    /// <summary>What a reader must know of this transcript, a sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, WireJson.Indented);

    public static Transcript Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<Transcript>(json, WireJson.Options) ?? throw new JsonException("The transcript is null.");
}
