using System.Text.Json;
using Batch.Contracts.Costs;

namespace Batch.Contracts.Items;

/// <summary>A line of <c>manifest.jsonl</c>. What the kind reports (durationSeconds, language, ...) stands beside these fields.</summary>
public sealed record ManifestLine
{
    public required string Source { get; init; }

    /// <summary>What the user calls it, from a source manifest.</summary>
    public string? CustomId { get; init; }

    /// <summary>From a source manifest.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public string? Sha256 { get; init; }

    /// <summary><c>completed</c>, <c>partial</c>, <c>failed</c>, <c>skipped</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    public required string JobId { get; init; }

    public required string ItemId { get; init; }

    public required IReadOnlyList<PublishedOutput> Outputs { get; init; }

    public required int Attempts { get; init; }

    public required double DeviceSeconds { get; init; }

    public required Money Cost { get; init; }

    public ItemError? Error { get; init; }

    /// <summary>The facts of the kind, written as fields of the line itself.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public Dictionary<string, JsonElement>? Facts { get; init; }
}
