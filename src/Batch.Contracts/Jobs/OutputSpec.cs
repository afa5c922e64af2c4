namespace Batch.Contracts.Jobs;

/// <summary>Where the results of a job are published.</summary>
public sealed record OutputSpec
{
    /// <summary>Absolute path of a folder on the coordinator's machine; made if it is not there.</summary>
    public required string Folder { get; init; }

    /// <summary>What to publish of each item, such as <c>json</c>, <c>vtt</c>, <c>srt</c>, <c>txt</c>. Default all.</summary>
    public IReadOnlyList<string>? Formats { get; init; }

    /// <summary>Replaces files at output names that are not ours; else such an item fails.</summary>
    public bool Overwrite { get; init; }
}
