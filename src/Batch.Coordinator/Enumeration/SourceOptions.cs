namespace Batch.Coordinator.Enumeration;

/// <summary>Which folders of this machine jobs may read. Section <c>Sources</c>.</summary>
public sealed class SourceOptions
{
    public const string Section = "Batch:Sources";

    /// <summary>Absolute folders; a job's source paths lie at or below one. Default none: no folder may be read.</summary>
    public IList<string> Roots { get; } = [];
}
