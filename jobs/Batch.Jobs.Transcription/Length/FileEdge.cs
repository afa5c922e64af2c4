namespace Batch.Jobs.Transcription.Length;

/// <summary>The first and the last bytes of a file.</summary>
internal static class FileEdge
{
    public static byte[] Head(string file, int bytes) => Read(file, 0, bytes);

    public static byte[] Tail(string file, int bytes) => Read(file, Math.Max(0, new FileInfo(file).Length - bytes), bytes);

    public static byte[] Read(string file, long offset, int bytes)
    {
        using var handle = File.OpenHandle(file);
        var length = RandomAccess.GetLength(handle);
        var buffer = new byte[(int)Math.Clamp(length - offset, 0, bytes)];
        var filled = 0;
        int read;
        while (filled < buffer.Length && (read = RandomAccess.Read(handle, buffer.AsSpan(filled), offset + filled)) > 0)
        {
            filled += read;
        }

        return buffer[..filled];
    }
}
