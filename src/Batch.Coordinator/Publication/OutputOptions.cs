namespace Batch.Coordinator.Publication;

/// <summary>Which folders of this machine jobs may write. Section <c>Outputs</c>.</summary>
public sealed class OutputOptions
{
    public const string Section = "Batch:Outputs";

    /// <summary>Absolute folders; a job's output folder lies at or below one. Default none: no folder may be written.</summary>
    public IList<string> Roots { get; } = [];
}
