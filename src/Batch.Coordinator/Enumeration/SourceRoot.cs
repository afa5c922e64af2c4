using Batch.Contracts.Jobs;

namespace Batch.Coordinator.Enumeration;

/// <summary>A source path of a job and what the names below it begin with.</summary>
/// <param name="Path">Absolute, without links.</param>
/// <param name="Prefix">Empty for the only folder; else the folder's own name and a slash, made unique.</param>
internal sealed record SourceRoot(string Path, string Prefix)
{
    /// <summary>The roots of a source in its order: the same for the same source, so that listing may be repeated.</summary>
    public static IReadOnlyList<SourceRoot> Of(SourceSpec source)
    {
        var paths = source.Paths.Distinct(StringComparer.Ordinal).ToList();
        if (paths.Count == 1)
        {
            return [new SourceRoot(paths[0], "")];
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. paths.Select(p => new SourceRoot(p, Unique(System.IO.Path.GetFileName(p), taken)))];
    }

    private static string Unique(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var n = 2; !taken.Add(unique); n++)
        {
            // 'call.mp3' becomes 'call-2.mp3': for single files the prefix is the whole name.
            unique = $"{System.IO.Path.GetFileNameWithoutExtension(name)}-{n}{System.IO.Path.GetExtension(name)}";
        }

        return unique;
    }
}
