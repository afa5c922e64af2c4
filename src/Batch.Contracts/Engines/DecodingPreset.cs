using System.Text.Json.Serialization;

namespace Batch.Contracts.Engines;

[JsonConverter(typeof(JsonStringEnumConverter<DecodingPreset>))]
public enum DecodingPreset
{
    /// <summary>Greedy with temperature fallback, no carried context.</summary>
    [JsonStringEnumMemberName("fast")]
    Fast,
}
