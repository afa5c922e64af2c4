using Batch.Core.Items;

namespace Batch.Coordinator.Enumeration.Manifests;

/// <summary>What a line of a source manifest says.</summary>
internal abstract record SourceLine
{
    private SourceLine()
    {
    }

    /// <param name="Source">Its input, not looked at.</param>
    /// <param name="Own">Options of its own; null for those of the job.</param>
    public sealed record Named(ItemSource Source, ItemOptions? Own) : SourceLine;

    /// <param name="Problems">Everything that is wrong with it, each with what would be right.</param>
    public sealed record Wrong(IReadOnlyList<string> Problems) : SourceLine;
}
