using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Batch.Jobs.Transcription.Tests.Fakes;

/// <summary>Audio made of bursts that the loudness takes for speech, and of silence.</summary>
internal static class Sound
{
    public const int Rate = 16_000;

    /// <summary>Syllables: noise whose loudness rises and falls four times a second.</summary>
    public static short[] Speech(double seconds, double level = 6000, int seed = 1)
    {
        var random = new Random(seed);
        var samples = new short[(int)(seconds * Rate)];
        for (var i = 0; i < samples.Length; i++)
        {
            var syllable = Math.Pow(Math.Sin(Math.PI * 4 * i / Rate), 2);
            samples[i] = (short)((random.NextDouble() - 0.5) * 2 * level * (0.05 + (0.95 * syllable)));
        }

        return samples;
    }

    public static short[] Silence(double seconds) => new short[(int)(seconds * Rate)];

    public static byte[] Wav(int channels, int rate, params short[][] pieces)
    {
        var samples = MemoryMarshal.AsBytes(pieces.SelectMany(piece => piece).ToArray().AsSpan());
        var wav = new byte[44 + samples.Length];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), 36 + samples.Length);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), rate * channels * 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), (short)(channels * 2));
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 16);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), samples.Length);
        samples.CopyTo(wav.AsSpan(44));
        return wav;
    }
}
