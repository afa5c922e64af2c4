namespace Batch.Architecture.Tests.Files;

public sealed class RootFolderTests
{
    private static readonly string[] Expected =
    [
        ".ci", ".editorconfig", ".gitattributes", ".gitignore",
        "Batch.sln", "CHANGELOG.md", "CONTRIBUTING.md", "Directory.Build.props", "Directory.Build.targets",
        "Directory.Packages.props", "LICENSE", "README.md", "appsettings.json", "batch", "global.json", "test",
        "bench", "docs", "eng", "infra", "jobs", "src", "tests",
    ];

    /// <summary>What tools and builds leave there; git ignores it.</summary>
    private static readonly string[] Ignored = [".git", ".idea", ".vs", ".vscode", "TestResults", "artifacts"];

    [Fact]
    public void Root_WhenListed_ThenItHoldsOnlyTheNamesOfTheLayout() =>
        Violations.None(
            "The root of the repository is its table of contents. Move this below one of the folders, or add it to the layout on purpose:",
            Directory.EnumerateFileSystemEntries(Repository.Root)
                .Select(entry => Path.GetFileName(entry))
                .Except(Expected)
                .Except(Ignored)
                .Where(name => !name.EndsWith(".user", StringComparison.Ordinal)));
}
