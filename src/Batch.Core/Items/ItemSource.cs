namespace Batch.Core.Items;

/// <summary>Where an item's input is and what enumeration saw of it.</summary>
public sealed record ItemSource
{
    /// <summary>Unique in its job; for people and manifests: the path below the root, behind the root's name where there are several.</summary>
    public required string Name { get; init; }

    /// <summary>Absolute path on the coordinator's machine.</summary>
    public required string Path { get; init; }

    /// <summary>Size in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Last change, in .NET ticks of UTC: compared, never shown.</summary>
    public required long ModifiedTicks { get; init; }

    /// <summary>Name without its extension, folded: items with the same key would publish under the same stem.</summary>
    public required string StemKey { get; init; }
}
