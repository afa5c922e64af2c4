namespace Batch.Coordinator.Enumeration;

/// <summary>A file or blob whose content was read once: as long as size and time, or the ETag, are the same it is not read again.</summary>
public sealed class KnownFile
{
    private KnownFile()
    {
    }

    public KnownFile(string path) => Path = path;

    /// <summary>See <see cref="Core.Items.ItemSource.Path"/>.</summary>
    public string Path { get; private set; } = "";

    public long Bytes { get; private set; }

    /// <summary>.NET ticks of UTC.</summary>
    public long ModifiedTicks { get; private set; }

    /// <summary>Of a blob; null for a file.</summary>
    public string? ETag { get; private set; }

    /// <summary>Lower-case hex.</summary>
    public string Sha256 { get; private set; } = "";

    public void Update(long bytes, long modifiedTicks, string? etag, string sha256)
    {
        ETag = etag;
        Bytes = bytes;
        ModifiedTicks = modifiedTicks;
        Sha256 = sha256;
    }
}
