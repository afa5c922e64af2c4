using System.Diagnostics;
using System.Runtime.Versioning;
using Batch.Contracts.Engines;
using Batch.Contracts.Kinds;
using Batch.Worker.Engines;
using Batch.Worker.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Batch.Worker.Tests.Engines;

/// <summary>The real whisper-server, as a child of the test.</summary>
[SupportedOSPlatform("linux")]
public sealed class LocalEngineHostTests : IDisposable
{
    /// <summary>Healthy; breaks the connection of the first request, then is killed: the break is seen before the end.</summary>
    private const string KilledWhileWarmed =
        """
        #!/usr/bin/env python3
        import os, signal, sys, time
        from http.server import BaseHTTPRequestHandler, HTTPServer

        class Engine(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()

            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.connection.shutdown(2)
                time.sleep(0.3)
                os.kill(os.getpid(), signal.SIGKILL)

        HTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--port") + 1])), Engine).serve_forever()
        """;

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly TestFolder _folder = new();
    private readonly EngineBoard _board = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Engine_WhenItHearsSpeech_TranscribesItWithWordsAndTimes()
    {
        var jfk = TestMaterial.Jfk();
        await using var host = RealHost();
        using var hold = await host.EnterAsync("tiny.en", device: 0, Token);

        var transcript = await hold.Engine.TranscribeAsync(Request(jfk), Token);

        var text = string.Join(' ', transcript.Segments.Select(segment => segment.Text));
        Assert.Contains("ask what you can do for your country", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("en", transcript.Language);
        Assert.All(transcript.Segments, segment =>
        {
            Assert.InRange(segment.Start, 0, segment.End);
            Assert.InRange(segment.AvgLogprob!.Value, -1, 0);
            Assert.Equal(segment.Text, string.Join(' ', segment.Words.Select(word => word.Text)));
        });
    }

    [Fact]
    public async Task Engine_WhenItIsReady_SaysWhatItIs()
    {
        await using var host = RealHost();
        using var hold = await host.EnterAsync("tiny.en", device: 0, Token);

        var said = Assert.IsType<EngineStart.Running>(await _board.StartedAsync("local", Token)).Engine;

        Assert.Equal(hold.Engine.Description, said);
        Assert.Equal(("whisper-server", "tiny.en-q5_1"), (said.Name, said.Model));
        Assert.Equal("1d2bc6d7416a4db8141a488e25647ed5a97125ce0742e82f348da0be144c4b14", said.ModelSha256);
        Assert.Matches("^(CPU, 2 threads|CUDA0 .+)$", said.Device);
    }

    [Fact]
    public async Task Engine_WhenItIsKilledUnderARun_SaysSoAndIsStartedAgain()
    {
        var jfk = TestMaterial.Jfk();
        await using var host = RealHost();
        int first;
        using (var hold = await host.EnterAsync("tiny.en", device: 0, Token))
        {
            first = ((EngineProcess)hold.Engine).ProcessId;
            var running = hold.Engine.TranscribeAsync(Request(Repeat(jfk, 20)), Token);
            using var process = Process.GetProcessById(first);
            process.Kill();
            await Assert.ThrowsAsync<ChildKilledException>(() => running);
        }

        using var again = await host.EnterAsync("tiny.en", device: 0, Token);
        Assert.NotEqual(first, ((EngineProcess)again.Engine).ProcessId);
        Assert.NotEmpty((await again.Engine.TranscribeAsync(Request(jfk), Token)).Segments);
    }

    [Fact]
    public async Task Engine_WhenARunIsCancelled_IsFreeForTheNext()
    {
        var jfk = TestMaterial.Jfk();
        await using var host = RealHost();
        using var hold = await host.EnterAsync("tiny.en", device: 0, Token);
        using var cancel = new CancellationTokenSource();
        var running = hold.Engine.TranscribeAsync(Request(Repeat(jfk, 100)), cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.NotEmpty((await hold.Engine.TranscribeAsync(Request(jfk), Token)).Segments);
    }

    [Fact]
    public async Task Engine_WhenAnotherModelIsWanted_WaitsUntilNobodyIsInIt()
    {
        await using var host = RealHost();
        var first = await host.EnterAsync("tiny.en", device: 0, Token);
        var second = host.EnterAsync("base", device: 0, Token);
        Assert.False(second.IsCompleted);

        first.Dispose();
        using var hold = await second;

        Assert.Equal("base-q5_1", hold.Engine.Description.Model);
    }

    [Fact]
    public async Task Host_WhenItIsDisposed_LeavesNoProcessBehind()
    {
        int id;
        await using (var host = RealHost())
        {
            using var hold = await host.EnterAsync("tiny.en", device: 0, Token);
            id = ((EngineProcess)hold.Engine).ProcessId;
        }

        Assert.False(Directory.Exists($"/proc/{id}"));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Engine_WhenItDoesNotStart_SaysItsLastLines()
    {
        var script = _folder.File("whisper-server");
        await File.WriteAllTextAsync(script, "#!/bin/sh\necho 'out of memory' >&2\nexit 3\n", Token);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var host = Host(new EngineOptions { Path = script, StateFolder = _folder.Path }, TestMaterial.Models());

        var thrown = await Assert.ThrowsAsync<EngineUnavailableException>(() => host.EnterAsync("tiny.en", device: 0, Token));

        Assert.Equal("engine_start_failed", thrown.Code);
        Assert.Contains("out of memory", thrown.Message, StringComparison.Ordinal);
        var said = Assert.IsType<EngineStart.Failed>(await _board.StartedAsync("local", Token));
        Assert.Equal((thrown.Message, thrown.Remedy), (said.Message, said.Remedy));
    }

    [Fact]
    public async Task Engine_WhenItIsKilledWhileItIsWarmed_HasNotStarted()
    {
        var script = _folder.File("whisper-server");
        await File.WriteAllTextAsync(script, KilledWhileWarmed, Token);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        if (!CanRunPython())
        {
            Assert.Skip("No python3 on this machine, which plays the engine.");
        }

        await using var host = Host(new EngineOptions { Path = script, StateFolder = _folder.Path }, TestMaterial.Models());

        var thrown = await Assert.ThrowsAsync<EngineUnavailableException>(() => host.EnterAsync("tiny.en", device: 0, Token));

        Assert.Equal("engine_start_failed", thrown.Code);
        Assert.Contains("killed", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engine_WhenTheModelCannotBeHad_SaysWhereItWasLookedFor()
    {
        await using var host = Host(TestMaterial.Engine(_folder.Path), new ModelOptions { Folders = [_folder.Path], CacheFolder = _folder.Path, Download = false });

        var thrown = await Assert.ThrowsAsync<EngineUnavailableException>(() => host.EnterAsync("large-v3", device: 0, Token));

        Assert.Equal("model_unavailable", thrown.Code);
        Assert.Contains(_folder.Path, thrown.Message, StringComparison.Ordinal);
    }

    private static bool CanRunPython() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(directory => File.Exists(Path.Combine(directory, "python3")));

    private static EngineRequest Request(byte[] pcm) => new() { Pcm = pcm, Language = "en", Preset = DecodingPreset.Fast };

    private static byte[] Repeat(byte[] pcm, int times) => [.. Enumerable.Repeat(pcm, times).SelectMany(piece => piece)];

    private LocalEngineHost RealHost() => Host(TestMaterial.Engine(_folder.Path), TestMaterial.Models());

    private LocalEngineHost Host(EngineOptions engine, ModelOptions models) =>
        new(engine, "local", new ModelStore(models, TimeProvider.System), _board, TimeProvider.System, NullLogger.Instance);
}
