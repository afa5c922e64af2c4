using System.Buffers.Binary;

namespace Batch.ScriptedEngine;

/// <summary>
/// Sound that tells whose it is: in second k of item n the wave is 1,000 + n high and turns every 10 + k samples, with a pause at the
/// end of each second. So what an engine heard can be compared with what it was given, to the second.
/// </summary>
public static class MarkedSound
{
    public const int SampleRate = 16_000;
    public const int LargestItem = 30_000;
    public const int LongestSeconds = 150;

    private const int Lowest = 1_000;
    private const int Pause = 20;
    private const int Loud = 500;
    private const int FirstTurn = 10;
    private const int LoudSamples = SampleRate * 8 / 10;
    private const int HeaderBytes = 44;

    /// <summary>A second of an item, as it was heard.</summary>
    /// <param name="Start">Seconds from the beginning of the sound.</param>
    /// <param name="End">Likewise.</param>
    /// <param name="Item">0 to <see cref="LargestItem"/>.</param>
    /// <param name="Second">0 to <see cref="LongestSeconds"/> - 1.</param>
    public sealed record Mark(double Start, double End, int Item, int Second)
    {
        public string Text => TextOf(Item, Second);
    }

    public static string TextOf(int item, int second) => $"item {item} second {second}";

    /// <summary>A WAV file, 16 kHz, one channel.</summary>
    /// <param name="item">0 to <see cref="LargestItem"/>.</param>
    /// <param name="seconds">1 to <see cref="LongestSeconds"/>.</param>
    public static byte[] Wav(int item, int seconds)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)item, (uint)LargestItem);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)seconds - 1, (uint)LongestSeconds - 1);
        var bytes = new byte[HeaderBytes + (seconds * SampleRate * 2)];
        Header(bytes);
        for (var sample = 0; sample < seconds * SampleRate; sample++)
        {
            var (second, within) = Math.DivRem(sample, SampleRate);
            var height = within < LoudSamples ? Lowest + item : Pause;
            var value = within / (FirstTurn + second) % 2 == 0 ? height : -height;
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(HeaderBytes + (sample * 2)), (short)value);
        }

        return bytes;
    }

    /// <summary>What a WAV file of <see cref="SampleRate"/> says, in order; nothing where it holds no marked sound.</summary>
    public static IReadOnlyList<Mark> Read(ReadOnlySpan<byte> wav)
    {
        var samples = new short[Math.Max(0, (wav.Length - HeaderBytes) / 2)];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(wav[(HeaderBytes + (i * 2))..]);
        }

        var marks = new List<Mark>();
        for (var at = 0; at < samples.Length; at++)
        {
            var first = at;
            while (at < samples.Length && Math.Abs((int)samples[at]) > Loud)
            {
                at++;
            }

            if (MarkOf(samples.AsSpan(first, at - first), first) is { } mark)
            {
                marks.Add(mark);
            }
        }

        return marks;
    }

    private static Mark? MarkOf(ReadOnlySpan<short> loud, int first)
    {
        // Between two turns the wave keeps its sign; what an end of the sound cut off is shorter.
        var (longest, length) = (0, 0);
        for (var i = 1; i < loud.Length; i++)
        {
            length = Math.Sign(loud[i]) == Math.Sign(loud[i - 1]) ? length + 1 : 1;
            longest = Math.Max(longest, length);
        }

        return longest < FirstTurn
            ? null
            : new Mark((double)first / SampleRate, (double)(first + loud.Length) / SampleRate, Math.Abs((int)loud[0]) - Lowest, longest - FirstTurn);
    }

    private static void Header(Span<byte> wav)
    {
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav[4..], wav.Length - 8);
        "WAVEfmt "u8.CopyTo(wav[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(wav[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(wav[24..], SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(wav[28..], SampleRate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav[34..], 16);
        "data"u8.CopyTo(wav[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(wav[40..], wav.Length - HeaderBytes);
    }
}
