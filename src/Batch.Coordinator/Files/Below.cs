namespace Batch.Coordinator.Files;

/// <summary>Whether one absolute path lies below another.</summary>
internal static class Below
{
    /// <summary>True for the folder itself and everything in it. Both paths have no <c>..</c> and no links.</summary>
    public static bool IsAtOrBelow(string path, string folder) =>
        path.Equals(folder, StringComparison.Ordinal) || IsBelow(path, folder);

    public static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder.EndsWith('/') ? folder : folder + '/', StringComparison.Ordinal) && path.Length > folder.Length;

    /// <summary>
    /// The path with every link resolved as far as it exists; what does not exist yet is kept as it is written.
    /// </summary>
    public static string Resolve(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Posix.RealPath(full) is { } real)
        {
            return real;
        }

        var parent = Path.GetDirectoryName(full);
        return parent is null ? full : Path.Join(Resolve(parent), Path.GetFileName(full));
    }
}
