using Batch.Cli.CommandLine;

namespace Batch.Cli.Transcribing;

/// <summary>The inputs that the user named, checked before anything begins.</summary>
internal static class SourcePaths
{
    public static IReadOnlyList<string> Resolve(Shell shell, IEnumerable<string> paths)
    {
        var resolved = new List<string>();
        foreach (var path in paths)
        {
            var full = shell.FullPath(path);
            if (!File.Exists(full) && !Directory.Exists(full))
            {
                throw CommandFailedException.WrongUse(path.StartsWith('-')
                    ? $"'{path}' is not known here."
                    : $"{path} is not there: name files and folders that exist.");
            }

            full = RealPath.Of(full);
            if (!resolved.Contains(full, StringComparer.Ordinal))
            {
                resolved.Add(full);
            }
        }

        return resolved;
    }

    /// <summary>The folder for the results, which may be there or not, but not as a file.</summary>
    public static string Output(Shell shell, string path)
    {
        var full = RealPath.Of(shell.FullPath(path));
        return File.Exists(full)
            ? throw CommandFailedException.WrongUse($"--out {path} is a file: name a folder.")
            : full;
    }
}
