namespace Batch.EndToEnd.Tests.Speech;

/// <summary>The 44 bytes before the samples of a WAV file, true or not.</summary>
internal static class WavHeader
{
    public static byte[] Of(int rate, short channels, uint bytes)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write("RIFF"u8);
        writer.Write(unchecked(bytes + 36));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write(channels);
        writer.Write(rate);
        writer.Write(rate * channels * 2);
        writer.Write((short)(channels * 2));
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(bytes);
        return memory.ToArray();
    }
}
