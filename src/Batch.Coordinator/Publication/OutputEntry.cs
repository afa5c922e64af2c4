using Batch.Core.Ids;

namespace Batch.Coordinator.Publication;

/// <summary>The newest item of a source that was published into a folder: a line of that folder's manifest of all runs.</summary>
public sealed class OutputEntry
{
    private OutputEntry()
    {
    }

    public OutputEntry(string folder, string source)
    {
        Folder = folder;
        Source = source;
    }

    public string Folder { get; private set; } = "";

    /// <summary>See <see cref="Core.Items.ItemSource.Name"/>.</summary>
    public string Source { get; private set; } = "";

    public ItemId ItemId { get; private set; }

    public void Point(ItemId itemId) => ItemId = itemId;
}
