using Batch.Core.Ids;

namespace Batch.Coordinator.Publication;

/// <summary>A file that we published: what tells ours from a foreign one at an output name.</summary>
public sealed class OutputFile
{
    private OutputFile()
    {
    }

    public OutputFile(string folder, string name)
    {
        Folder = folder;
        Name = name;
    }

    /// <summary>The output folder of the job.</summary>
    public string Folder { get; private set; } = "";

    /// <summary>Path below it, with forward slashes.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The item that it is an output of.</summary>
    public ItemId ItemId { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Lower-case hex.</summary>
    public string Sha256 { get; private set; } = "";

    public void Update(ItemId itemId, long bytes, string sha256)
    {
        ItemId = itemId;
        Bytes = bytes;
        Sha256 = sha256;
    }
}
