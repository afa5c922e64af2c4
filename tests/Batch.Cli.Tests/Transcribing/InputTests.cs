using Batch.Cli.CommandLine;
using Batch.Cli.Tests.Fakes;
using Batch.Cli.Transcribing;

namespace Batch.Cli.Tests.Transcribing;

public sealed class InputTests
{
    [Fact]
    public void Paths_WhenRelative_CountFromTheCurrentDirectoryAndOnce()
    {
        using var folder = new TestFolder();
        var file = folder.Write("talks/a b.mp3", "x");
        var paths = SourcePaths.Resolve(TestShell.At(folder.Path), ["talks/", "./talks", "talks/a b.mp3"]);
        Assert.Equal([Path.Combine(folder.Path, "talks"), file], paths);
    }

    [Fact]
    public void Paths_WhenNamedThroughLinks_AreTheSame()
    {
        using var folder = new TestFolder();
        var file = folder.Write("talks/a.mp3", "x");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "link"), "talks");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "second"), "link");
        Assert.Equal([file], SourcePaths.Resolve(TestShell.At(folder.Path), ["second/a.mp3", "link/a.mp3"]));
        Assert.Equal(Path.Combine(folder.Path, "talks", "new", "out"), SourcePaths.Output(TestShell.At(folder.Path), "second/new/out"));
    }

    [Fact]
    public void Paths_WhenOneIsNotThere_NamesIt()
    {
        using var folder = new TestFolder();
        var failure = Assert.Throws<CommandFailedException>(() => SourcePaths.Resolve(TestShell.At(folder.Path), ["talks"]));
        Assert.StartsWith("talks is not there", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Formats_WhenGivenInAnyWay_AreASet()
    {
        Assert.Equal(["vtt", "srt"], TranscriptFormats.Parse(["srt, VTT", "srt"]));
        Assert.Equal(TranscriptFormats.All, TranscriptFormats.Parse([]));
        Assert.Throws<CommandFailedException>(() => TranscriptFormats.Parse(["json,docx"]));
    }
}
