namespace Batch.Contracts.Jobs;

/// <summary>
/// Where a job's items come from: files and folders on the coordinator's machine, blobs of a container, or what a source manifest
/// names. One of them.
/// </summary>
public sealed record SourceSpec
{
    /// <summary>Absolute paths of folders, searched with everything below them, and of single files.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Container of the configured storage account.</summary>
    public string? Container { get; init; }

    /// <summary>What the names of the blobs begin with, such as <c>2026/</c>; null for all of the container.</summary>
    public string? Prefix { get; init; }

    /// <summary>Absolute path of a JSONL file that names an item a line, see <c>docs/sources.md</c>.</summary>
    public string? Manifest { get; init; }

    /// <summary>What the manifest held when the job was submitted, as lower-case hex; set by the coordinator.</summary>
    public string? ManifestSha256 { get; init; }

    /// <summary>Globs on the path below its root, such as <c>*.mp3</c> (any folder) or <c>2026/**/*.wav</c>; empty takes all. Not of a manifest.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Globs of what to leave out; wins over <see cref="Include"/>. Not of a manifest.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}
