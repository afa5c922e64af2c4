using Batch.EndToEnd.Tests.Machine;
using Batch.EndToEnd.Tests.Speech;

namespace Batch.EndToEnd.Tests.Faults;

public sealed class KillTests : IDisposable
{
    /// <summary>Well below a lease term (45 s), so that waiting for one would show.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly Sandbox _sandbox = new();
    private readonly HashSet<int> _engines = [];

    [Fact]
    public async Task Faults_WhenEverythingIsKilledInTurn_TheJobEndsAsIfNothingHadHappened()
    {
        const int chunkSeconds = 40;
        var talk = LongTalk.Add(_sandbox, "talk.m4a", 300);
        var server = await UpServer.StartAsync(_sandbox);
        try
        {
            var undisturbed = Path.Combine(_sandbox.Folder, "undisturbed");
            await EndedAsync(await server.SubmitAsync(talk, undisturbed, chunkSeconds));

            var job = await server.SubmitAsync(talk, _sandbox.Out, chunkSeconds, force: true);
            await KillAsync(server, "ffmpeg");
            await Until.TrueAsync("the decoder's attempt is over", () => Attempts(job, "prepare", "a.State <> 'Running'") > 0);

            await RunningAsync(job);
            await KillAsync(server, "whisper-server");
            await Until.TrueAsync("the engine's attempt is over", () => Attempts(job, "transcribe", "a.State NOT IN ('Running', 'Committed')") > 0);

            foreach (var committed in new[] { 1, 3, 5 })
            {
                await Until.TrueAsync($"{committed} chunks are committed", () => Attempts(job, "transcribe", "a.State = 'Committed'") >= committed);
                await RunningAsync(job);
                server = await RestartAsync(server, job);
            }

            await EndedAsync(job);
            Assert.Equal("completed", (await server.GetAsync($"/v1/jobs/{job}")).GetProperty("state").GetString());
            var (calm, stormy) = (new Results(undisturbed).Text("talk.m4a"), _sandbox.Results.Text("talk.m4a"));
            Assert.InRange(WordErrorRate.Of([(calm, stormy)]), 0, 0.001);
            _sandbox.Results.CheckTimes("talk.m4a");
            using var reconciled = await _sandbox.RunAsync("ledger", "reconcile", "--server", server.Address);
            Assert.True(reconciled.ExitCode == 0, reconciled.Everything);

            server.Process.Interrupt();
            await server.Process.ExitAsync();
            Assert.Equal(0, server.Process.ExitCode);
        }
        finally
        {
            server.Dispose();
        }

        await NothingIsLeftAsync();
        _sandbox.CheckInvariants();
    }

    [Fact]
    public async Task Faults_WhenTranscribeIsKilled_TheSameCommandGoesOn()
    {
        LongTalk.AddSilence(_sandbox, "silence.wav", 200);
        foreach (var line in Utterances.Short(5))
        {
            _sandbox.Add(Utterances.FileOf(line));
        }

        await KillWhenAsync("an attempt to prepare runs", () => _sandbox.Database.Attempts("prepare", "a.State = 'Running'") > 0);
        await KillWhenAsync("an attempt to transcribe runs", () => _sandbox.Database.Attempts("transcribe", "a.State = 'Running'") > 0);
        await KillWhenAsync(
            "three are transcribed and one runs",
            () => _sandbox.Database.Attempts("transcribe", "a.State = 'Committed'") >= 3 && _sandbox.Database.Attempts("transcribe", "a.State = 'Running'") > 0);

        using var last = await _sandbox.RunAsync(_sandbox.Transcribe());

        Assert.True(last.ExitCode == 0, last.Everything);
        Assert.Contains("going on with", last.Out, StringComparison.Ordinal);
        Assert.Equal(1, _sandbox.Database.Count("jobs"));
        Assert.Equal(6, _sandbox.Results.Manifest().Values.Count(line => line.GetProperty("status").GetString() == "completed"));
        await NothingIsLeftAsync();
        _sandbox.CheckInvariants();
    }

    public void Dispose() => _sandbox.Dispose();

    private int Attempts(string job, string stage, string where) => _sandbox.Database.Attempts(stage, $"a.JobId = '{job}' AND {where}");

    private async Task RunningAsync(string job) =>
        await Until.TrueAsync("an attempt to transcribe runs", () => Attempts(job, "transcribe", "a.State = 'Running'") > 0);

    private async Task EndedAsync(string job) =>
        await Until.TrueAsync($"{job} ends", () => _sandbox.Database.Count("jobs", $"Id = '{job}' AND EndedAt IS NOT NULL") == 1, TimeSpan.FromMinutes(6));

    private static async Task KillAsync(UpServer server, string program)
    {
        IReadOnlyList<ProcessTable.Entry> children = [];
        await Until.TrueAsync($"{program} runs", () => (children = ProcessTable.ChildrenOf(server.Process.Id, program)).Count > 0);
        BatchProcess.Kill(children[0].Id);
    }

    /// <summary>kill -9 of the process alone, then the same command again: it goes on without waiting for a lease.</summary>
    private async Task<UpServer> RestartAsync(UpServer server, string job)
    {
        foreach (var engine in ProcessTable.ChildrenOf(server.Process.Id, "whisper-server"))
        {
            _engines.Add(engine.Id);
        }

        server.Process.Kill();
        await server.Process.ExitAsync();
        server.Dispose();
        var before = Attempts(job, "transcribe", "1");
        var next = await UpServer.StartAsync(_sandbox, server.Port);
        await Until.TrueAsync("a new attempt begins", () => Attempts(job, "transcribe", "1") > before, Soon);
        return next;
    }

    private async Task KillWhenAsync(string what, Func<bool> condition)
    {
        using var run = _sandbox.Start(_sandbox.Transcribe());
        await Until.TrueAsync(what, condition);
        foreach (var engine in ProcessTable.ChildrenOf(run.Id, "whisper-server"))
        {
            _engines.Add(engine.Id);
        }

        run.Kill();
        await run.ExitAsync();
    }

    private async Task NothingIsLeftAsync() => await Until.TrueAsync(
        "no engine and no decoder is left",
        () => ProcessTable.LeftBehind(_sandbox, _engines).Count == 0,
        TimeSpan.FromSeconds(10));
}
