using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Batch.Worker.Models;

/// <summary>SHA-256 of files, computed once in a process for as long as size and time of the file stay the same.</summary>
internal static class FileHashes
{
    private static readonly ConcurrentDictionary<(string Path, long Bytes, DateTime Written), string> Known = [];

    public static async Task<string> Sha256Async(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        var key = (file.FullName, file.Length, file.LastWriteTimeUtc);
        if (Known.TryGetValue(key, out var known))
        {
            return known;
        }

        await using var stream = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 20, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        Known[key] = hash;
        return hash;
    }
}
