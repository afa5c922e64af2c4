using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;

namespace Batch.Worker.Engines;

/// <summary>16 kHz mono 16-bit samples as the body of a WAV file; the samples are not copied.</summary>
internal sealed class WavContent : HttpContent
{
    private const int HeaderBytes = 44;
    private const int SampleRate = 16_000;
    private const int BytesPerSample = 2;
    private readonly ReadOnlyMemory<byte> _pcm;

    public WavContent(ReadOnlyMemory<byte> pcm)
    {
        _pcm = pcm;
        Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(Header(_pcm.Length));
        await stream.WriteAsync(_pcm);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = HeaderBytes + _pcm.Length;
        return true;
    }

    private static byte[] Header(int dataBytes)
    {
        var header = new byte[HeaderBytes];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), HeaderBytes - 8 + dataBytes);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), SampleRate * BytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), BytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), BytesPerSample * 8);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(40), dataBytes);
        return header;
    }
}
