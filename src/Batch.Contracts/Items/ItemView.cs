using System.Text.Json;
using Batch.Contracts.Costs;

namespace Batch.Contracts.Items;

/// <summary>An item as REST shows it.</summary>
public sealed record ItemView
{
    public required string Id { get; init; }

    public required string Source { get; init; }

    /// <summary>What the user calls it, from a source manifest.</summary>
    public string? CustomId { get; init; }

    /// <summary>From a source manifest.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>
    /// <c>pending</c>, <c>open</c>, <c>publishing</c>, <c>completed</c>, <c>partial</c>, <c>failed</c>, <c>skipped</c> or
    /// <c>cancelled</c>.
    /// </summary>
    public required string State { get; init; }

    /// <summary>Whether the result was found done already.</summary>
    public required bool Reused { get; init; }

    /// <summary>The stage that it is in; null once it has ended.</summary>
    public string? Stage { get; init; }

    public required long Bytes { get; init; }

    public string? Sha256 { get; init; }

    public required long Work { get; init; }

    public required int Attempts { get; init; }

    /// <summary>Device time of all its attempts.</summary>
    public required double DeviceSeconds { get; init; }

    public required Money Cost { get; init; }

    /// <summary>What its kind reports of it: for transcription durationSeconds, language, coverage, warnings.</summary>
    public JsonElement? Facts { get; init; }

    public IReadOnlyList<PublishedOutput> Outputs { get; init; } = [];

    public ItemError? Error { get; init; }
}
