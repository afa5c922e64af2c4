namespace Batch.Contracts.Engines;

/// <summary>One piece of audio to transcribe.</summary>
public sealed record EngineRequest
{
    /// <summary>16 kHz mono signed 16-bit little-endian samples, without a header.</summary>
    public required ReadOnlyMemory<byte> Pcm { get; init; }

    /// <summary>ISO 639-1 code such as <c>en</c>; null to let the model detect it.</summary>
    public string? Language { get; init; }

    /// <summary>Words to expect; null for none.</summary>
    public string? Prompt { get; init; }

    /// <summary>
    /// Whether the engine may look at the piece alone, not at a whole window of 30 s. A short piece then takes a fraction of the time, and
    /// some words come out differently: for what is heard again, not for what is heard first (docs/transcription.md). Default false.
    /// </summary>
    public bool ShortWindow { get; init; }

    /// <summary>How to decode.</summary>
    public required DecodingPreset Preset { get; init; }
}
