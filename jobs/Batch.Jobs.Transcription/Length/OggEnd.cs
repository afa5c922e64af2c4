namespace Batch.Jobs.Transcription.Length;

/// <summary>The end of an Ogg file: a complete page that is marked as the last of its stream.</summary>
internal static class OggEnd
{
    private const int HeaderBytes = 27;
    private const byte EndOfStream = 4;

    /// <summary>A page is at most 65,307 bytes.</summary>
    private const int TailBytes = 128 * 1024;

    public static bool IsComplete(string file)
    {
        var tail = FileEdge.Tail(file, TailBytes);
        var page = tail.AsSpan().LastIndexOf("OggS"u8);
        if (page < 0 || tail.Length - page < HeaderBytes)
        {
            return false;
        }

        var header = tail.AsSpan(page);
        var segments = header[HeaderBytes - 1];
        if (header.Length < HeaderBytes + segments)
        {
            return false;
        }

        var body = 0;
        foreach (var length in header.Slice(HeaderBytes, segments))
        {
            body += length;
        }

        return (header[5] & EndOfStream) != 0 && header.Length >= HeaderBytes + segments + body;
    }
}
