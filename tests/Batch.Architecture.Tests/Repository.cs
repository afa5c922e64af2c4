namespace Batch.Architecture.Tests;

/// <summary>The working tree that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["bin", "obj", "artifacts", "TestResults", "node_modules", ".git"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every file below the named folders that people wrote, with an extension such as <c>.cs</c>.</summary>
    public static IEnumerable<string> Files(string extension, params string[] folders) =>
        folders
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(Walk)
            .Where(file => file.EndsWith(extension, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>The path below the root, for messages.</summary>
    public static string Relative(string file) => Path.GetRelativePath(Root, file);

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder)
                .Where(below => !Generated.Contains(Path.GetFileName(below)))
                .SelectMany(Walk));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Batch.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Batch.sln above {AppContext.BaseDirectory}: run the tests where they were built.");
    }
}
