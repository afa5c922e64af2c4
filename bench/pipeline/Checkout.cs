namespace Batch.Bench.Pipeline;

/// <summary>Where things are in the working tree and on the machine.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>The engine that was asked for, else the newest in the user's cache, else the one on PATH.</summary>
    public static FileInfo WhisperServer(FileInfo? given) =>
        given ?? InCache() ?? OnPath() ?? throw new FileNotFoundException("No whisper-server: give one with --whisper-server.");

    private static FileInfo? InCache()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var engines = new DirectoryInfo(Path.Combine(cache, "batch", "engines"));
        return engines.Exists
            ? engines.EnumerateFiles("whisper-server", SearchOption.AllDirectories).MaxBy(found => found.LastWriteTimeUtc)
            : null;
    }

    private static FileInfo? OnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator)
            .Select(folder => new FileInfo(Path.Combine(folder, "whisper-server")))
            .FirstOrDefault(candidate => candidate.Exists);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Batch.sln")))
            {
                return folder.FullName;
            }
        }

        return Environment.CurrentDirectory;
    }
}
