using System.IO.Enumeration;
using Batch.Contracts.Jobs;
using Batch.Coordinator.Files;
using Batch.Core.Items;

namespace Batch.Coordinator.Enumeration;

/// <summary>
/// Walks the paths of a source, streaming: at most one block of names and the folders still to visit are in memory. Links
/// are not followed, the output folder is not entered.
/// </summary>
internal sealed class SourceWalk(SourceSpec source, string outputFolder)
{
    // Within a block names are in order, so that lists look tidy; a folder of millions is not held to be sorted.
    private const int Block = 4_096;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly GlobSet _include = new(source.Include);
    private readonly GlobSet _exclude = new(source.Exclude);

    // Names that are no UTF-8 and look the same once they are shown: each is an item of its own.
    private readonly Dictionary<string, int> _broken = new(StringComparer.Ordinal);

    public IEnumerable<ListedName> Names() => SourceRoot.Of(source).SelectMany(Walk);

    private IEnumerable<ListedName> Walk(SourceRoot root)
    {
        if (!Directory.Exists(root.Path))
        {
            // A single file; one that has vanished since is found out when it is opened.
            var file = new FileInfo(root.Path);
            var name = root.Prefix.Length > 0 ? root.Prefix : file.Name;
            return [new ListedName(Source(name, root.Path, file.Exists ? file.Length : 0, file.LastWriteTimeUtc), null, Skipped: false)];
        }

        return WalkFolder(root.Path, root.Prefix.Length > 0 ? root.Prefix + '/' : "");
    }

    private IEnumerable<ListedName> WalkFolder(string root, string prefix)
    {
        var folders = new Stack<string>([""]);
        while (folders.TryPop(out var folder))
        {
            var found = new List<string>();
            foreach (var entry in EntriesOf(Path.Join(root, folder)))
            {
                var below = folder + (entry.Failure is null ? entry.Name : "");
                if (entry.Failure is not null)
                {
                    yield return Unreadable(prefix + folder.TrimEnd('/'), Path.Join(root, folder), entry.Failure);
                }
                else if (_exclude.Matches(below))
                {
                    continue;
                }
                else if (entry.IsFolder)
                {
                    if (Path.Join(root, below) != outputFolder)
                    {
                        found.Add(below + '/');
                    }
                }
                else if (_include.IsEmpty || _include.Matches(below))
                {
                    yield return File(prefix + below, Path.Join(root, below), entry);
                }
            }

            found.Reverse();
            found.ForEach(folders.Push);
        }
    }

    private ListedName File(string name, string path, Entry entry)
    {
        var source = Source(name, path, entry.Bytes, entry.Modified.UtcDateTime);
        if (entry.IsLink)
        {
            return new ListedName(source, new ItemFailure("symlink", $"{name} is a symbolic link; links are not followed.", "Name its target as a source of its own."), Skipped: true);
        }

        // .NET shows bytes that are no UTF-8 as U+FFFD, and such a name finds no file.
        var broken = name.Contains('\uFFFD', StringComparison.Ordinal) && !System.IO.File.Exists(path);
        return broken
            ? new ListedName(source with { Name = Numbered(name) }, new ItemFailure("name_not_utf8", $"The name {name} is not valid UTF-8.", "Rename the file and submit the job again."), Skipped: false)
            : new ListedName(source, null, Skipped: false);
    }

    private string Numbered(string name)
    {
        var count = _broken[name] = _broken.GetValueOrDefault(name) + 1;
        return count == 1 ? name : $"{name} ({count})";
    }

    private static ListedName Unreadable(string name, string path, string why) =>
        new(
            Source(name.Length > 0 ? name : Path.GetFileName(path), path, 0, default),
            new ItemFailure("unreadable", $"The folder {path} cannot be listed: {why}.", "Give read permission and submit the job again."),
            Skipped: false);

    private static ItemSource Source(string name, string path, long bytes, DateTime modified) => new()
    {
        Name = name,
        Path = path,
        Bytes = bytes,
        ModifiedTicks = modified.Ticks,
        StemKey = name[..^Path.GetExtension(name).Length].ToLowerInvariant(),
    };

    private static IEnumerable<Entry> EntriesOf(string folder)
    {
        using var entries = Open(folder, out var failure);
        if (entries is null)
        {
            yield return Entry.Failed(failure);
            yield break;
        }

        var block = new List<Entry>();
        while (true)
        {
            block.Clear();
            failure = entries.FillOrFailure(block, Block);
            block.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
            foreach (var entry in block)
            {
                yield return entry;
            }

            if (failure.Length > 0)
            {
                yield return Entry.Failed(failure);
                yield break;
            }

            if (block.Count < Block)
            {
                yield break;
            }
        }
    }

    // The system's refusal to open a folder is an answer here, not an exception; it comes as early as from the constructor.
    private static IEnumerator<Entry>? Open(string folder, out string failure)
    {
        failure = "";
        try
        {
            return new FileSystemEnumerable<Entry>(folder, Entry.Of, Everything).GetEnumerator();
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            failure = Refusal.Words(error);
            return null;
        }
    }

    internal readonly record struct Entry(string Name, bool IsFolder, bool IsLink, long Bytes, DateTimeOffset Modified, string? Failure)
    {
        public static Entry Failed(string why) => new("", false, false, 0, default, why);

        public static Entry Of(ref FileSystemEntry entry)
        {
            var link = entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
            return new Entry(
                entry.FileName.ToString(),
                entry.IsDirectory && !link,
                link,
                link || entry.IsDirectory ? 0 : entry.Length,
                entry.LastWriteTimeUtc,
                null);
        }
    }
}

/// <summary>The system's refusals while a folder is read, as answers.</summary>
file static class Refusal
{
    /// <summary>Its refusal to go on in the middle, such as a disk that cannot be read: empty where there is none.</summary>
    public static string FillOrFailure<T>(this IEnumerator<T> entries, List<T> block, int size)
    {
        try
        {
            while (block.Count < size && entries.MoveNext())
            {
                block.Add(entries.Current);
            }

            return "";
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            return Words(error);
        }
    }

    public static string Words(Exception error) =>
        error is UnauthorizedAccessException ? "permission denied" : error.Message;
}
