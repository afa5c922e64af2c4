using System.Security.Cryptography;

namespace Batch.Worker.Objects;

/// <summary>What is to be written, from a file or from memory: openable as often as it takes, its hash known beforehand.</summary>
internal sealed record OutputContent(long Bytes, string Sha256, Func<Stream> Open)
{
    public static OutputContent FromMemory(ReadOnlyMemory<byte> content)
    {
        var bytes = content.ToArray();
        return new OutputContent(
            bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), () => new MemoryStream(bytes, writable: false));
    }

    public static async Task<OutputContent> FromFileAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = OpenFile(file);
        var hash = await SHA256.HashDataAsync(stream, cancellationToken);
        return new OutputContent(stream.Length, Convert.ToHexStringLower(hash), () => OpenFile(file));
    }

    private static FileStream OpenFile(string file) => new(
        file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
}
