using Batch.Cli.CommandLine;
using Batch.Cli.Jobs;
using Batch.Cli.Tests.Fakes;

namespace Batch.Cli.Tests.Jobs;

public sealed class SpecFileTests
{
    [Fact]
    public void Spec_WhenPathsAreRelative_CountsThemFromTheCurrentDirectory()
    {
        using var folder = new TestFolder();
        folder.Write("specs/job.json", """
            {
              // a comment
              "kind": "transcription",
              "source": { "paths": ["talks", "/elsewhere/call.mp3"] },
              "output": { "folder": "../out" },
            }
            """);

        var spec = SpecFile.Read(TestShell.At(folder.Path), "specs/job.json");

        Assert.Equal([Path.Combine(folder.Path, "talks"), "/elsewhere/call.mp3"], spec.Source.Paths);
        Assert.Equal(Path.Combine(Path.GetDirectoryName(folder.Path)!, "out"), spec.Output.Folder);
    }

    [Fact]
    public void Spec_WhenItNamesAManifest_CountsItFromTheCurrentDirectory()
    {
        var spec = SpecFile.Read(TestShell.At(Repository.Root), "jobs/samples/transcribe-manifest.json");

        Assert.Empty(spec.Source.Paths);
        Assert.Equal(Repository.File("jobs/samples/manifest.jsonl"), spec.Source.Manifest);
        Assert.True(File.Exists(spec.Source.Manifest));
    }

    [Theory]
    [InlineData("""{ "kind": "transcription", "source": { "paths": ["a"] }, "output": { "folder": "b" }, "prioritty": 1 }""", "prioritty")]
    [InlineData("""{ "kind": "transcription", "output": { "folder": "b" } }""", "source")]
    [InlineData("not json", "is no job spec")]
    public void Spec_WhenSomethingIsWrong_NamesIt(string content, string named)
    {
        using var folder = new TestFolder();
        folder.Write("job.json", content);
        var failure = Assert.Throws<CommandFailedException>(() => SpecFile.Read(TestShell.At(folder.Path), "job.json"));
        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spec_WhenItIsTheSample_IsReady()
    {
        var spec = SpecFile.Read(TestShell.At(Repository.Root), "jobs/samples/transcribe-folder.json");
        Assert.Equal("transcription", spec.Kind);
        Assert.Equal(Repository.File("jobs/samples/corpus"), Assert.Single(spec.Source.Paths));
        Assert.Equal(Repository.File("jobs/samples/transcripts"), spec.Output.Folder);
    }
}
