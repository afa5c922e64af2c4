namespace Batch.Contracts.Jobs;

/// <summary>Where a job's items come from: files and folders on the coordinator's machine.</summary>
public sealed record SourceSpec
{
    /// <summary>Absolute paths of folders, searched with everything below them, and of single files. At least one.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Globs on the path below its root, such as <c>*.mp3</c> (any folder) or <c>2026/**/*.wav</c>; empty takes all.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Globs of what to leave out; wins over <see cref="Include"/>.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}
