namespace Batch.Coordinator.Enumeration;

/// <summary>A file whose content was read once: as long as size and time are the same it is not read again.</summary>
public sealed class KnownFile
{
    private KnownFile()
    {
    }

    public KnownFile(string path) => Path = path;

    /// <summary>Absolute.</summary>
    public string Path { get; private set; } = "";

    public long Bytes { get; private set; }

    /// <summary>.NET ticks of UTC.</summary>
    public long ModifiedTicks { get; private set; }

    /// <summary>Lower-case hex.</summary>
    public string Sha256 { get; private set; } = "";

    public void Update(long bytes, long modifiedTicks, string sha256)
    {
        Bytes = bytes;
        ModifiedTicks = modifiedTicks;
        Sha256 = sha256;
    }
}
