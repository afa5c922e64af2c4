using Batch.EndToEnd.Tests.Machine;
using Batch.EndToEnd.Tests.Speech;

namespace Batch.EndToEnd.Tests.Interrupts;

public sealed class InterruptTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task Interrupt_WhenSomethingIsPreparedOrTranscribed_StopsSoonAndTheSameCommandFinishes()
    {
        LongTalk.AddSilence(_sandbox, "silence.wav", 300);
        LongTalk.Add(_sandbox, "talk.m4a", 60);

        await InterruptWhenAsync("a decoder runs", run => ProcessTable.ChildrenOf(run.Id, "ffmpeg").Count > 0);
        await InterruptWhenAsync("an attempt to transcribe runs", _ => _sandbox.Database.Attempts("transcribe", "a.State = 'Running'") > 0);

        using var last = await _sandbox.RunAsync(_sandbox.Transcribe());

        Assert.True(last.ExitCode == 0, last.Everything);
        Assert.Contains("going on with", last.Out, StringComparison.Ordinal);
        Assert.Equal(["silence.wav", "talk.m4a"], _sandbox.Results.Manifest().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(0, _sandbox.Database.Count("chunks", "Tries > 0"));
        _sandbox.CheckInvariants();
    }

    [Fact]
    public async Task Interrupt_WhenAServerIsStopped_EndsWithZeroAndGoesOnWhenStartedAgain()
    {
        var talk = LongTalk.Add(_sandbox, "talk.m4a", 60);
        using var server = await UpServer.StartAsync(_sandbox);
        var job = await server.SubmitAsync(talk, _sandbox.Out);
        await Until.TrueAsync("an attempt to transcribe runs", () => _sandbox.Database.Attempts("transcribe", "a.State = 'Running'") > 0);
        server.Process.Interrupt();
        await server.Process.ExitAsync();
        Assert.True(server.Process.ExitCode == 0, server.Process.Everything);

        using var again = await UpServer.StartAsync(_sandbox);
        using var watched = await _sandbox.RunAsync("watch", job, "--server", again.Address);

        Assert.True(watched.ExitCode == 0, watched.Everything);
        again.Process.Interrupt();
        await again.Process.ExitAsync();
        Assert.Equal(0, _sandbox.Database.Count("chunks", "Tries > 0"));
        _sandbox.CheckInvariants();
    }

    public void Dispose() => _sandbox.Dispose();

    private async Task InterruptWhenAsync(string what, Func<BatchProcess, bool> condition)
    {
        using var run = _sandbox.Start(_sandbox.Transcribe());
        await Until.TrueAsync(what, () => condition(run));
        var engines = ProcessTable.ChildrenOf(run.Id, "whisper-server").Select(engine => engine.Id).ToList();
        var began = TimeProvider.System.GetTimestamp();

        run.Interrupt();
        await run.ExitAsync();

        Assert.True(run.ExitCode == 130, run.Everything);
        Assert.True(TimeProvider.System.GetElapsedTime(began) < Limit, $"it took {TimeProvider.System.GetElapsedTime(began)}");
        Assert.Contains("run the same command again to go on", run.Error, StringComparison.Ordinal);
        await Until.TrueAsync("no engine and no decoder is left", () => ProcessTable.LeftBehind(_sandbox, engines).Count == 0, TimeSpan.FromSeconds(5));
    }
}
