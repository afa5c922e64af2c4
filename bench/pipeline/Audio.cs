using System.Buffers.Binary;
using System.Diagnostics;

namespace Batch.Bench.Pipeline;

/// <summary>Decoded audio: 16 kHz mono signed 16-bit samples.</summary>
/// <param name="Samples">Little-endian.</param>
internal sealed record Audio(ReadOnlyMemory<byte> Samples)
{
    private const int BytesPerSecond = 2 * 16_000;
    private const int WavHeaderBytes = 44;

    public double Seconds => (double)Samples.Length / BytesPerSecond;

    public static async Task<Audio> DecodeAsync(FileInfo file, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe", "-i", file.FullName,
            "-ac", "1", "-ar", "16000", "-f", "s16le", "pipe:1",
        ];
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardOutput = true })!;
        using var samples = new MemoryStream();
        await ffmpeg.StandardOutput.BaseStream.CopyToAsync(samples, cancellationToken);
        await ffmpeg.WaitForExitAsync(cancellationToken);
        return ffmpeg.ExitCode == 0 && samples.Length > 0
            ? new(samples.ToArray())
            : throw new InvalidDataException($"ffmpeg cannot decode {file}: exit code {ffmpeg.ExitCode}.");
    }

    /// <summary>WAV files of a length each; the last one is what is left.</summary>
    public IReadOnlyList<byte[]> Cut(TimeSpan length)
    {
        var bytes = (int)length.TotalSeconds * BytesPerSecond;
        var pieces = new List<byte[]>();
        for (var start = 0; start < Samples.Length; start += bytes)
        {
            pieces.Add(Wav(Samples.Span.Slice(start, Math.Min(bytes, Samples.Length - start))));
        }

        return pieces;
    }

    private static byte[] Wav(ReadOnlySpan<byte> samples)
    {
        var wav = new byte[WavHeaderBytes + samples.Length];
        var header = wav.AsSpan();
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], WavHeaderBytes - 8 + samples.Length);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], 16_000);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], BytesPerSecond);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], samples.Length);
        samples.CopyTo(header[WavHeaderBytes..]);
        return wav;
    }
}
