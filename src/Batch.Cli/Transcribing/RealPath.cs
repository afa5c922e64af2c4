using Batch.Cli.CommandLine;

namespace Batch.Cli.Transcribing;

/// <summary>
/// Paths without links, as the coordinator keeps them: so that the same command is the same job whichever way a folder was named.
/// </summary>
internal static class RealPath
{
    /// <summary>As many as Linux follows.</summary>
    private const int MostLinks = 40;

    /// <summary>Resolves every link as far as the path exists; what does not exist yet is kept as it is written.</summary>
    public static string Of(string path) => Of(path, MostLinks);

    private static string Of(string path, int links)
    {
        if (links == 0)
        {
            throw CommandFailedException.WrongUse($"{path} is a link that leads back to itself: name the folder that is meant.");
        }

        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent)
        {
            return full;
        }

        var folder = Of(parent, links);
        var here = Path.Join(folder, Path.GetFileName(full));
        return new FileInfo(here).LinkTarget is { } target ? Of(Path.GetFullPath(target, folder), links - 1) : here;
    }
}
