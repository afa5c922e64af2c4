using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Batch.Coordinator.Files;

namespace Batch.Coordinator.Objects;

/// <summary>
/// Objects as files in a folder. A write goes to a temporary file, is synced, and takes its name by a hard link, which
/// never replaces anything; then the folder is synced.
/// </summary>
public sealed class LocalObjectStore : IObjectStore
{
    private const int RememberedHashes = 4_096;

    private readonly string _root;
    private readonly string _unfinished;

    // Objects never change, so a hash that is known stays true. It saves reading what was just written.
    private readonly ConcurrentDictionary<string, ObjectFacts> _facts = new(StringComparer.Ordinal);

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
            return new PutOutcome.Exists();
        }

        var temporary = Path.Join(_unfinished, Guid.NewGuid().ToString("N"));
        try
        {
            ObjectFacts facts;
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                var (sha256, bytes) = await FileHash.CopyAsync(content, file, cancellationToken);
                facts = new ObjectFacts(bytes, sha256);
                file.Flush(flushToDisk: true);
            }

            if (!TakeName(temporary, path))
            {
                return new PutOutcome.Exists();
            }

            Remember(name, facts);
            return new PutOutcome.Created(facts);
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

    public async Task<ObjectFacts?> StatAsync(string name, CancellationToken cancellationToken)
    {
        await using var content = await OpenReadAsync(name, 0, null, cancellationToken);
        if (content is null)
        {
            return null;
        }

        if (_facts.TryGetValue(name, out var known) && known.Bytes == content.Length)
        {
            return known;
        }

        var (sha256, bytes) = await FileHash.OfAsync(content, cancellationToken);
        return Remember(name, new ObjectFacts(bytes, sha256));
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

        _facts.TryRemove(name, out _);
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

    private ObjectFacts Remember(string name, ObjectFacts facts)
    {
        if (_facts.Count >= RememberedHashes)
        {
            _facts.Clear();
        }

        return _facts[name] = facts;
    }
}
