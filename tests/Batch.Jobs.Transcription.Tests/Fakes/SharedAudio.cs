namespace Batch.Jobs.Transcription.Tests.Fakes;

/// <summary>The recordings that lie beside the repository; tests that need them are skipped where they do not.</summary>
internal static class SharedAudio
{
    /// <summary>Path of a file such as <c>crafted_formats/files/flac24.flac</c>; skips the test where it is not there.</summary>
    public static string Find(string relative)
    {
        var path = Path.Combine(Root() ?? "", relative);
        Assert.SkipUnless(File.Exists(path), $"The shared recording {relative} is not beside the repository.");
        return path;
    }

    /// <summary>Names of the files of a source; empty where it is not there.</summary>
    public static IEnumerable<string> Names(string source) =>
        Root() is { } root && Directory.Exists(Path.Combine(root, source, "files"))
            ? Directory.EnumerateFiles(Path.Combine(root, source, "files")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)
            : [];

    /// <summary>A cell of the source's manifest.</summary>
    public static string Manifest(string source, string name, string column)
    {
        var lines = File.ReadAllLines(Find($"{source}/manifest.tsv")).Select(line => line.Split('\t')).ToList();
        return lines.Single(cells => cells[0] == $"files/{name}")[Array.IndexOf(lines[0], column)];
    }

    private static string? Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Batch.sln")))
            {
                return Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "audio"));
            }
        }

        return null;
    }
}
