using System.Text.Json;
using Batch.Contracts.Items;

namespace Batch.Coordinator.Items;

/// <summary>The facts of a kind as fields of a manifest line; a fact never takes the place of a field of the line itself.</summary>
internal static class ManifestFacts
{
    private static readonly HashSet<string> Taken =
        [.. typeof(ManifestLine).GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))];

    public static Dictionary<string, JsonElement>? Of(string? factsJson)
    {
        if (factsJson is null || JsonElement.Parse(factsJson) is not { ValueKind: JsonValueKind.Object } facts)
        {
            return null;
        }

        return facts.EnumerateObject()
            .Where(f => !Taken.Contains(f.Name))
            .ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
    }
}
