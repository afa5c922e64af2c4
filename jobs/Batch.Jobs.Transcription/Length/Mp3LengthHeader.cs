namespace Batch.Jobs.Transcription.Length;

/// <summary>
/// The frame in which an MP3 encoder states the number of frames. Without it every length of an MP3 is a guess from its
/// bit rate and its size.
/// </summary>
internal static class Mp3LengthHeader
{
    private const int TagHeaderBytes = 10;

    /// <summary>Room for junk before the first frame.</summary>
    private const int SearchedBytes = 16 * 1024;

    public static bool IsPresent(string file)
    {
        var head = FileEdge.Read(file, TagBytes(file), SearchedBytes).AsSpan();
        return head.IndexOf("Xing"u8) >= 0 || head.IndexOf("Info"u8) >= 0 || head.IndexOf("VBRI"u8) >= 0;
    }

    /// <summary>Length of the ID3v2 tag, seven bits a byte; 0 where there is none.</summary>
    private static long TagBytes(string file)
    {
        var head = FileEdge.Head(file, TagHeaderBytes);
        return head.Length == TagHeaderBytes && head.AsSpan().StartsWith("ID3"u8)
            ? TagHeaderBytes + ((head[6] << 21) | (head[7] << 14) | (head[8] << 7) | head[9])
            : 0;
    }
}
