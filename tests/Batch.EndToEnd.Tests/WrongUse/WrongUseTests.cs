using System.Net;
using System.Net.Sockets;
using Batch.EndToEnd.Tests.Machine;

namespace Batch.EndToEnd.Tests.WrongUse;

public sealed class WrongUseTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Theory]
    [InlineData("--modle", "'--modle'", "--modle", "tiny.en")]
    [InlineData("huge", "Choose one of", "--model", "huge")]
    [InlineData("klingon", "--language", "--language", "klingon")]
    [InlineData("tiny.en", "--language", "--model", "tiny.en", "--language", "de")]
    [InlineData("docx", "json,vtt,srt,txt", "--format", "docx")]
    [InlineData("best", "fast", "--preset", "best")]
    public async Task WrongUse_WhenAnOptionIsWrong_SaysSoInOneLineAndMakesNothing(string input, string remedy, params string[] options)
    {
        _sandbox.AddText("talk.mp3", "never read");
        await RefusedAsync([input, remedy], "transcribe", [_sandbox.Source, "--out", _sandbox.Out, .. options]);
    }

    [Fact]
    public async Task WrongUse_WhenTheInputIsNotThere_NamesIt() =>
        await RefusedAsync(["nowhere/talk.mp3", "exist"], "transcribe", ["nowhere/talk.mp3", "--out", _sandbox.Out]);

    [Fact]
    public async Task WrongUse_WhenOutIsMissingOrAFile_SaysSo()
    {
        await RefusedAsync(["--out"], "transcribe", [_sandbox.Source]);
        var file = _sandbox.AddText("file", "not a folder");
        await RefusedAsync([file, "folder"], "transcribe", [_sandbox.Source, "--out", file]);
    }

    [Fact]
    public async Task WrongUse_WhenThePortIsInUse_NamesItAndTheOption()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await RefusedAsync([$"port {port}", "--port"], "up", ["--port", $"{port}"]);
    }

    [Fact]
    public async Task WrongUse_WhenTheEngineDoesNotStart_SaysWhyAtOnce()
    {
        _sandbox.AddText("talk.mp3", "never read");
        var engine = _sandbox.AddProgram("whisper-server", "echo 'out of memory' >&2; exit 3");
        using var run = BatchProcess.Start(
            _sandbox.Home, _sandbox.Folder, _sandbox.Transcribe(), "env", $"Batch__Workers__local__Engine__Path={engine}");
        await run.ExitAsync();
        AssertOneLine(run, 2, [engine, "out of memory"]);
    }

    [Fact]
    public async Task WrongUse_WhenSettingsAreOutOfRange_NamesAllInOneLine()
    {
        using var run = BatchProcess.Start(
            _sandbox.Home,
            _sandbox.Folder,
            ["up", "--port", $"{UpServer.FreePort()}"],
            "env",
            "Batch__Dispatch__SmallestWindow=0",
            "Batch__Ahead__ScratchGiB=0");
        await run.ExitAsync();
        AssertOneLine(run, 2, ["SmallestWindow", "ScratchGiB"]);
    }

    [Fact]
    public async Task WrongUse_WhenTheHomeIsInUse_NamesItForEverySecondProcess()
    {
        using var server = await UpServer.StartAsync(_sandbox);
        using (var second = await _sandbox.RunAsync("up", "--port", $"{UpServer.FreePort()}"))
        {
            AssertOneLine(second, 2, [_sandbox.Home, "BATCH_HOME"]);
        }

        _sandbox.AddText("talk.mp3", "never read");
        using (var transcribe = await _sandbox.RunAsync(_sandbox.Transcribe()))
        {
            AssertOneLine(transcribe, 2, [_sandbox.Home, "BATCH_HOME"]);
        }

        // The first one is none the worse for it.
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Get, "/readyz")).Status);
        Assert.NotEmpty(ProcessTable.ChildrenOf(server.Process.Id, "whisper-server"));
    }

    [Fact]
    public async Task WrongUse_WhenTheHomeCannotBeWritten_NamesItAndTheVariable()
    {
        _sandbox.AddText("talk.mp3", "never read");
        Directory.CreateDirectory(_sandbox.Home);
        File.SetUnixFileMode(_sandbox.Home, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var run = await _sandbox.RunWithoutPrivilegesAsync(_sandbox.Transcribe());
        AssertOneLine(run, 2, [_sandbox.Home, "BATCH_HOME"]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_sandbox.Home));
    }

    [Fact]
    public async Task WrongUse_WhenTheOutputFolderCannotBeWritten_NamesIt()
    {
        _sandbox.AddText("talk.mp3", "never read");
        Directory.CreateDirectory(_sandbox.Out);
        File.SetUnixFileMode(_sandbox.Out, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var run = await _sandbox.RunWithoutPrivilegesAsync(_sandbox.Transcribe());
        AssertOneLine(run, 2, [_sandbox.Out]);
    }

    [Fact]
    public async Task WrongUse_WhenNoServerAnswers_EndsWithFourAndSaysHowToStartOne()
    {
        var address = $"http://127.0.0.1:{UpServer.FreePort()}";
        foreach (var verb in new[] { new[] { "job", "list" }, ["watch", "job_1"], ["costs", "job_1"], ["ledger", "reconcile"] })
        {
            using var run = await _sandbox.RunAsync([.. verb, "--server", address]);
            AssertOneLine(run, 4, [address, "batch up"]);
        }
    }

    [Fact]
    public async Task WrongUse_WhenAJobOrASpecIsNotThere_NamesIt()
    {
        using var server = await UpServer.StartAsync(_sandbox);
        foreach (var verb in new[] { new[] { "job", "get" }, ["job", "items"], ["job", "cancel"], ["job", "retry"], ["watch"], ["costs"] })
        {
            using var run = await _sandbox.RunAsync([.. verb, "job_nowhere", "--server", server.Address]);
            AssertOneLine(run, 2, ["job_nowhere"]);
        }

        using var submit = await _sandbox.RunAsync("submit", "nowhere.json", "--server", server.Address);
        AssertOneLine(submit, 2, ["nowhere.json"]);
    }

    public void Dispose() => _sandbox.Dispose();

    private async Task RefusedAsync(string[] said, string verb, string[] arguments)
    {
        using var run = await _sandbox.RunAsync([verb, .. arguments]);
        AssertOneLine(run, 2, said);
        Assert.False(Directory.Exists(_sandbox.Out), "the output folder was made");
        Assert.False(Directory.Exists(_sandbox.Home), "the home was made");
    }

    private static void AssertOneLine(BatchProcess run, int exitCode, string[] said)
    {
        Assert.True(run.ExitCode == exitCode, run.Everything);
        var line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("batch: ", line, StringComparison.Ordinal);
        Assert.All(said, words => Assert.Contains(words, line, StringComparison.Ordinal));
        Assert.Empty(run.Out);
    }
}
