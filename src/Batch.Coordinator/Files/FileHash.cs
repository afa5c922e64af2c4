using System.Buffers;
using System.Security.Cryptography;

namespace Batch.Coordinator.Files;

/// <summary>SHA-256 of what streams by, in lower-case hex.</summary>
internal static class FileHash
{
    private const int BlockBytes = 1 << 18;

    public static Task<(string Sha256, long Bytes)> OfAsync(Stream content, CancellationToken cancellationToken) =>
        CopyAsync(content, Stream.Null, cancellationToken);

    /// <summary>Of what was read already and what follows it.</summary>
    public static async Task<(string Sha256, long Bytes)> OfAsync(ReadOnlyMemory<byte> head, Stream rest, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head.Span);
        var bytes = await CopyAsync(rest, Stream.Null, long.MaxValue, hash, cancellationToken);
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), head.Length + bytes);
    }

    /// <param name="content">What may go on without end, such as a device that passes for an empty file.</param>
    /// <param name="most">Where it is given up: more than this is as much as all of it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static Task<(string Sha256, long Bytes)> OfAsync(Stream content, long most, CancellationToken cancellationToken) =>
        CopyAsync(content, Stream.Null, most, cancellationToken);

    /// <summary>Copies, and hashes what is copied.</summary>
    public static Task<(string Sha256, long Bytes)> CopyAsync(Stream from, Stream to, CancellationToken cancellationToken) =>
        CopyAsync(from, to, long.MaxValue, cancellationToken);

    private static async Task<(string Sha256, long Bytes)> CopyAsync(Stream from, Stream to, long most, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = await CopyAsync(from, to, most, hash, cancellationToken);
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), bytes);
    }

    private static async Task<long> CopyAsync(Stream from, Stream to, long most, IncrementalHash hash, CancellationToken cancellationToken)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            long bytes = 0;
            int read;
            while (bytes <= most && (read = await from.ReadAsync(block, cancellationToken)) > 0)
            {
                hash.AppendData(block, 0, read);
                await to.WriteAsync(block.AsMemory(0, read), cancellationToken);
                bytes += read;
            }

            return bytes;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
