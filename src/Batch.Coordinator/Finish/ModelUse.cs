using System.Text.Json;

namespace Batch.Coordinator.Finish;

/// <summary>A model that results were made with, as the facts of items name it.</summary>
/// <param name="Name">Such as <c>tiny.en</c>.</param>
/// <param name="Sha256">Lower-case hex of its file; null where the engine is remote.</param>
internal sealed record ModelUse(string Name, string? Sha256) : IComparable<ModelUse>
{
    /// <summary>Reads the fields <c>model</c> and <c>modelSha256</c> that a kind may report; null where it names none.</summary>
    public static ModelUse? Of(IReadOnlyDictionary<string, JsonElement>? facts) =>
        Text(facts, "model") is { } name ? new ModelUse(name, Text(facts, "modelSha256")) : null;

    public int CompareTo(ModelUse? other) => string.CompareOrdinal(ToString(), other?.ToString());

    private static string? Text(IReadOnlyDictionary<string, JsonElement>? facts, string field) =>
        facts is not null && facts.TryGetValue(field, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
