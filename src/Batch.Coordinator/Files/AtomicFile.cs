namespace Batch.Coordinator.Files;

/// <summary>Writes a file so that a reader sees the old content or the new one, never half of it.</summary>
internal static class AtomicFile
{
    /// <summary>Replaces what is at <paramref name="path"/>; durable when it returns.</summary>
    /// <param name="path">Where; its folder exists.</param>
    /// <param name="temporary">A name in the same folder; what an interrupted run left there is overwritten.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancellationToken">Stops the writing; nothing is replaced then.</param>
    public static async Task<T> ReplaceAsync<T>(
        string path,
        string temporary,
        Func<Stream, Task<T>> write,
        CancellationToken cancellationToken)
    {
        try
        {
            T result;
            await using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                result = await write(stream);
                stream.Flush(flushToDisk: true);
            }

            cancellationToken.ThrowIfCancellationRequested();
            File.Move(temporary, path, overwrite: true);
            Posix.SyncFolder(Path.GetDirectoryName(path)!);
            return result;
        }
        catch
        {
            DeleteIfPossible(temporary);
            throw;
        }
    }

    // Why the writing failed is what the caller must hear; what stays here is overwritten by the next try.
    private static void DeleteIfPossible(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
