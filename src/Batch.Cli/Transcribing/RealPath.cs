namespace Batch.Cli.Transcribing;

/// <summary>
/// Paths without links, as the coordinator keeps them: so that the same command is the same job whichever way a folder was named.
/// </summary>
internal static class RealPath
{
    /// <summary>Resolves every link as far as the path exists; what does not exist yet is kept as it is written.</summary>
    public static string Of(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent)
        {
            return full;
        }

        var folder = Of(parent);
        var here = Path.Join(folder, Path.GetFileName(full));
        return new FileInfo(here).LinkTarget is { } target ? Of(Path.GetFullPath(target, folder)) : here;
    }
}
