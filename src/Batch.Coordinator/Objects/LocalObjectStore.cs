using System.Runtime.CompilerServices;
using Batch.Coordinator.Files;

namespace Batch.Coordinator.Objects;

/// <summary>
/// Objects as files in a folder. A write goes to a temporary file, is synced, and takes its name by a hard link, which
/// never replaces anything; then the folder is synced.
/// </summary>
public sealed class LocalObjectStore : IObjectStore
{
    private readonly string _root;
    private readonly string _unfinished;

    public LocalObjectStore(string root)
    {
        _root = Path.GetFullPath(root);
        _unfinished = Path.Join(_root, ".unfinished");
        Directory.CreateDirectory(_unfinished);
    }

    /// <summary>Nothing: the folder was made with this.</summary>
    public Task EnsureAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<PutOutcome> PutAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        if (File.Exists(path))
        {
            return PutOutcome.Exists;
        }

        var temporary = Path.Join(_unfinished, Guid.NewGuid().ToString("N"));
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                await content.CopyToAsync(file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            return TakeName(temporary, path) ? PutOutcome.Created : PutOutcome.Exists;
        }
        catch (IOException error) when (Errno.IsDiskFull(error))
        {
            throw new ObjectStoreFullException($"The disk of the object store {_root} is full.", error);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public Task<Stream?> OpenReadAsync(string name, long offset, long? length, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            file.Seek(offset, SeekOrigin.Begin);
            return Task.FromResult<Stream?>(length is { } bytes ? new BoundedStream(file, bytes) : file);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public async IAsyncEnumerable<ObjectEntry> ListAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(prefix.Length == 0 ? _root : PathOf(prefix.TrimEnd('/')));
        if (!folder.Exists)
        {
            yield break;
        }

        await Task.CompletedTask;
        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden };
        foreach (var file in folder.EnumerateFiles("*", everything))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.Exists)
            {
                yield return new ObjectEntry(Path.GetRelativePath(_root, file.FullName), file.Length, file.LastWriteTimeUtc);
            }
        }
    }

    public Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        var there = File.Exists(path);
        if (there)
        {
            File.Delete(path);
        }

        RemoveEmptyFolders(Path.GetDirectoryName(path)!);
        return Task.FromResult(there);
    }

    public Task DiscardUnfinishedAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        foreach (var file in new DirectoryInfo(_unfinished).EnumerateFiles().Where(f => f.LastWriteTimeUtc < before))
        {
            cancellationToken.ThrowIfCancellationRequested();
            file.Delete();
        }

        return Task.CompletedTask;
    }

    private string PathOf(string name) => Path.Join(_root, ObjectName.Require(name));

    private static bool TakeName(string temporary, string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        while (true)
        {
            try
            {
                CreateFolder(folder);
                if (!Posix.TryLink(temporary, path))
                {
                    return false;
                }

                Posix.SyncFolder(folder);
                return true;
            }
            catch (DirectoryNotFoundException) when (File.Exists(temporary))
            {
                // A delete beside this removed the empty folder.
            }
        }
    }

    private static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var parent = Path.GetDirectoryName(folder)!;
        CreateFolder(parent);
        Directory.CreateDirectory(folder);
        Posix.SyncFolder(parent);
    }

    private void RemoveEmptyFolders(string folder)
    {
        while (Below.IsBelow(folder, _root))
        {
            try
            {
                Directory.Delete(folder);
            }
            catch (IOException)
            {
                // Not empty, or gone: either way there is nothing to do.
                return;
            }

            folder = Path.GetDirectoryName(folder)!;
        }
    }
}
