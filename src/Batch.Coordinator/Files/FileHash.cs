using System.Buffers;
using System.Security.Cryptography;

namespace Batch.Coordinator.Files;

/// <summary>SHA-256 of what streams by, in lower-case hex.</summary>
internal static class FileHash
{
    private const int BlockBytes = 1 << 18;

    public static Task<(string Sha256, long Bytes)> OfAsync(Stream content, CancellationToken cancellationToken) =>
        CopyAsync(content, Stream.Null, cancellationToken);

    /// <summary>Copies, and hashes what is copied.</summary>
    public static async Task<(string Sha256, long Bytes)> CopyAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            long bytes = 0;
            int read;
            while ((read = await from.ReadAsync(block, cancellationToken)) > 0)
            {
                hash.AppendData(block, 0, read);
                await to.WriteAsync(block.AsMemory(0, read), cancellationToken);
                bytes += read;
            }

            return (Convert.ToHexStringLower(hash.GetHashAndReset()), bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
