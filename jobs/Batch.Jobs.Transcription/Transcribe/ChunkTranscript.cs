using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Engines;
using Batch.Jobs.Transcription.Speech;

namespace Batch.Jobs.Transcription.Transcribe;

/// <summary>The content of <c>segments.json</c>: what was heard in a chunk, in samples of its item.</summary>
internal sealed record ChunkTranscript
{
    public required int Stream { get; init; }

    public required long FirstSample { get; init; }

    public required long SampleCount { get; init; }

    /// <summary>Null where no engine was needed, or where it does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Null where no engine was needed.</summary>
    public EngineDescription? Engine { get; init; }

    /// <summary>In order; all within the chunk.</summary>
    public required IReadOnlyList<HeardSegment> Segments { get; init; }

    /// <summary>The words that were heard before the chunk begins, in its lead-in.</summary>
    public IReadOnlyList<string> LeadIn { get; init; } = [];

    /// <summary>With <see cref="NonSpeechSamples"/> and <see cref="FailedSamples"/> exactly <see cref="SampleCount"/>.</summary>
    public required long TranscribedSamples { get; init; }

    public required long NonSpeechSamples { get; init; }

    public required long FailedSamples { get; init; }

    /// <summary>Samples that the engine was given a second time.</summary>
    public long RedoneSamples { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, WireJson.Options);

    public static ChunkTranscript Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<ChunkTranscript>(json, WireJson.Options) ?? throw new JsonException("The chunk's transcript is null.");
}
