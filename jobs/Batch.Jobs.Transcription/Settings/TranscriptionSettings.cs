using System.Text.Json;
using System.Text.Json.Serialization;
using Batch.Contracts;
using Batch.Contracts.Engines;

namespace Batch.Jobs.Transcription.Settings;

/// <summary>The options of a job, with every default filled in, as they travel with each of its chunks.</summary>
internal sealed record TranscriptionSettings
{
    /// <summary>Name in the model catalogue.</summary>
    public required string Model { get; init; }

    /// <summary>ISO 639-1 code that the user declared; null to let the model detect it.</summary>
    public string? Language { get; init; }

    public DecodingPreset Preset { get; init; }

    /// <summary>Wished length of a chunk, in seconds.</summary>
    public int ChunkSeconds { get; init; } = 300;

    /// <summary>Words to expect.</summary>
    public string? Prompt { get; init; }

    /// <summary>Whether the transcript names the time of every word.</summary>
    public bool Words { get; init; }

    /// <summary>What the engine is told: an English-only model cannot detect anything else.</summary>
    [JsonIgnore]
    public string? EngineLanguage => Language ?? (Languages.IsEnglishOnly(Model) ? Languages.English : null);

    public static TranscriptionSettings From(JsonElement options) =>
        options.Deserialize<TranscriptionSettings>(WireJson.Options)
        ?? throw new JsonException("The options of the job are null.");

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, WireJson.Options);
}
