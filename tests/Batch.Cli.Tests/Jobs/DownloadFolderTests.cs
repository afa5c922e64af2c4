using System.Text;
using Batch.Cli.CommandLine;
using Batch.Cli.Jobs;
using Batch.Cli.Tests.Fakes;

namespace Batch.Cli.Tests.Jobs;

public sealed class DownloadFolderTests
{
    [Fact]
    public async Task Download_WhenAFileIsThere_ReplacesItWhole()
    {
        using var folder = new TestFolder();
        folder.Write("a/b.txt", "old");
        await new DownloadFolder(folder.Path).WriteAsync("a/b.txt", new MemoryStream("new"u8.ToArray()), TestContext.Current.CancellationToken);
        Assert.Equal("new", await File.ReadAllTextAsync(Path.Combine(folder.Path, "a", "b.txt"), Encoding.UTF8, TestContext.Current.CancellationToken));
        Assert.Single(Directory.EnumerateFiles(folder.Path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }));
    }

    [Theory]
    [InlineData("../b.txt")]
    [InlineData("/etc/b.txt")]
    [InlineData("a/../../b.txt")]
    [InlineData(".")]
    public void Download_WhenANameLeavesTheFolder_IsRefused(string name)
    {
        using var folder = new TestFolder();
        Assert.Equal(ExitCode.Refused, Assert.Throws<CommandFailedException>(() => new DownloadFolder(folder.Path).Resolve(name)).ExitCode);
    }
}
