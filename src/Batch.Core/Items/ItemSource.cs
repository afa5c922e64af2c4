namespace Batch.Core.Items;

/// <summary>Where an item's input is and what enumeration saw of it.</summary>
public sealed record ItemSource
{
    /// <summary>Unique in its job; for people and manifests: the path below the root, behind the root's name where there are several.</summary>
    public required string Name { get; init; }

    /// <summary>Absolute path on the coordinator's machine, or <c>azure://CONTAINER/NAME</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Size in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Last change, in .NET ticks of UTC: compared, never shown.</summary>
    public required long ModifiedTicks { get; init; }

    /// <summary>Version of a blob as its store tells it; null for a file, and for a blob that was not looked at yet.</summary>
    public string? ETag { get; init; }

    /// <summary>What the user calls it, unique in its job; null where no source manifest says so.</summary>
    public string? CustomId { get; init; }

    /// <summary>Work as the user declares it, in the unit of the kind: orders what is not measured yet, and nothing else.</summary>
    public long? DeclaredWork { get; init; }

    /// <summary>The user's tags as a JSON object of texts; null for none.</summary>
    public string? TagsJson { get; init; }

    /// <summary>Name without its extension, folded: items with the same key would publish under the same stem.</summary>
    public required string StemKey { get; init; }
}
