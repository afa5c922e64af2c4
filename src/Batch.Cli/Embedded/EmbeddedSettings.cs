namespace Batch.Cli.Embedded;

/// <summary>What the embedded system is started with; the rest is in <c>appsettings.json</c>.</summary>
internal sealed record EmbeddedSettings
{
    /// <summary>Folder of its state; made if it is not there.</summary>
    public required string Home { get; init; }

    /// <summary>Where its REST API listens.</summary>
    public required Listening Listening { get; init; }

    /// <summary>The model that the engine loads at once; null to load on demand.</summary>
    public string? PreloadModel { get; init; }

    /// <summary>A key that its API accepts, and asks for, beside the configured ones; null for none.</summary>
    public RunKey? Key { get; init; }

    /// <summary>Where its log goes; null for standard error.</summary>
    public string? LogFile { get; init; }

    /// <summary>Files and folders that jobs may read, beside the configured ones.</summary>
    public required IReadOnlyList<string> SourceRoots { get; init; }

    /// <summary>Folders that jobs may write into, beside the configured ones.</summary>
    public required IReadOnlyList<string> OutputRoots { get; init; }
}
