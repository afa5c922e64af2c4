using Batch.Core.Items;

namespace Batch.Coordinator.Publication;

/// <summary>The way to a name in an output folder: made folder by folder, never through a link.</summary>
internal static class OutputFolder
{
    /// <summary>Whether the folder itself takes a file: then what refuses one below it is that place alone.</summary>
    public static bool TakesFiles(string folder, Item item)
    {
        var probe = Path.Join(folder, $".{item.Id}.probe.tmp");
        try
        {
            File.Create(probe).Dispose();
            File.Delete(probe);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Makes the folders on the way to an output.</summary>
    /// <param name="folder">The output folder; it is there.</param>
    /// <param name="name">Path below it, with forward slashes.</param>
    /// <returns>The absolute path; null where a link, a file or a step out of the folder is on the way.</returns>
    public static string? Prepare(string folder, string name)
    {
        var steps = name.Split('/');
        if (steps.Any(s => s is "" or "." or ".."))
        {
            return null;
        }

        var at = folder;
        foreach (var step in steps.SkipLast(1))
        {
            at = Path.Join(at, step);
            var there = new DirectoryInfo(at);
            if (there.LinkTarget is not null || File.Exists(at))
            {
                return null;
            }

            there.Create();
        }

        return Path.Join(at, steps[^1]);
    }
}
