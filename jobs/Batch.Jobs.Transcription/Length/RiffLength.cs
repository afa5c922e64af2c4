using System.Buffers.Binary;

namespace Batch.Jobs.Transcription.Length;

/// <summary>The length that the header of a WAV file states, which ffprobe hides by cutting it to the size of the file.</summary>
internal static class RiffLength
{
    private const int ChunkHeaderBytes = 8;

    /// <summary>Sizes from here on are those of recorders that stream and never come back to fill them in, and of RF64.</summary>
    private const uint Unknown = 0xFFFF_0000;

    /// <returns>Seconds; null where the header states none.</returns>
    public static double? DeclaredSeconds(string file)
    {
        var head = FileEdge.Head(file, 64 * 1024).AsSpan();
        if (head.Length < 12 || !head.StartsWith("RIFF"u8) || !head[8..].StartsWith("WAVE"u8))
        {
            return null;
        }

        uint bytesPerSecond = 0;
        for (var at = 12L; at + ChunkHeaderBytes <= head.Length;)
        {
            var chunk = head[(int)at..];
            var size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk.StartsWith("fmt "u8) && chunk.Length >= ChunkHeaderBytes + 12)
            {
                bytesPerSecond = BinaryPrimitives.ReadUInt32LittleEndian(chunk[(ChunkHeaderBytes + 8)..]);
            }
            else if (chunk.StartsWith("data"u8))
            {
                return bytesPerSecond == 0 || size is 0 or >= Unknown ? null : (double)size / bytesPerSecond;
            }

            at += ChunkHeaderBytes + size + (size & 1);
        }

        return null;
    }
}
