using System.Runtime.Versioning;
using Batch.Cli.Tests.Fakes;

namespace Batch.Cli.Tests.Scripts;

[UnsupportedOSPlatform("windows")]
public sealed class BatchScriptTests
{
    [Theory]
    [InlineData("batch")]
    [InlineData("jobs/samples/make-corpus")]
    public async Task Script_WhenReadByBash_IsWellFormedAndExecutable(string script)
    {
        using var folder = new TestFolder();
        var run = await Run.ProcessAsync(folder.Path, "bash", "-n", Repository.File(script));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(File.GetUnixFileMode(Repository.File(script)).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public async Task Script_WhenTheSdkIsMissing_SaysHowToGetItAndEndsWith2()
    {
        using var folder = new TestFolder();
        var tools = Directory.CreateDirectory(Path.Combine(folder.Path, "tools")).FullName;
        foreach (var tool in new[] { "bash", "env", "dirname", "readlink" })
        {
            File.CreateSymbolicLink(Path.Combine(tools, tool), Tool(tool));
        }

        var run = await Run.ProcessAsync(folder.Path, "env", "--ignore-environment", $"PATH={tools}", $"HOME={folder.Path}", Tool("bash"), Repository.File("batch"), "--help");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("the .NET SDK 10 is missing. Install with: ", run.Error, StringComparison.Ordinal);
    }

    /// <summary>What users run is compiled ahead of time and lies elsewhere than what the other tests run.</summary>
    [Fact]
    public async Task Script_WhenRun_BuildsAndRunsTheExecutableWithItsSettings()
    {
        using var folder = new TestFolder();
        var run = await Run.ProcessAsync(folder.Path, Repository.File("batch"), "model", "list", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("tiny.en-q5_1", run.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(Repository.File("artifacts/batch/current/appsettings.json")));
    }

    private static string Tool(string name) => Environment.GetEnvironmentVariable("PATH")!
        .Split(':')
        .Select(folder => Path.Combine(folder, name))
        .First(File.Exists);
}
