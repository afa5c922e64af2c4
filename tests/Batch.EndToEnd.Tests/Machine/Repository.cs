namespace Batch.EndToEnd.Tests.Machine;

/// <summary>Where things are: the repository, and the speech and models that may lie beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Executable =>
        Path.Combine(Root, "src", "Batch.Cli", "bin", Configuration, "net10.0", "batch.dll");

    /// <summary>Real speech; a test that needs it is skipped by name where it is not there.</summary>
    public static string Audio(string path)
    {
        var file = Path.Combine(Root, "..", "shared", "audio", path);
        Assert.SkipUnless(Path.Exists(file), $"no real speech at ../shared/audio/{path}");
        return Path.GetFullPath(file);
    }

    public static string Models
    {
        get
        {
            var folder = Path.Combine(Root, "..", "shared", "models");
            Assert.SkipUnless(Directory.Exists(folder), "no models at ../shared/models");
            return Path.GetFullPath(folder);
        }
    }

#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Batch.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie inside the repository.");
    }
}
