using Batch.EndToEnd.Tests.Machine;
using Batch.EndToEnd.Tests.Speech;

namespace Batch.EndToEnd.Tests.Roles;

/// <summary>A worker on a spot machine, as processes.</summary>
public sealed class PreemptionTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task Worker_WhenItsMachineIsTakenAway_GivesBackGoesAndTheJobEndsElsewhere()
    {
        var notice = Path.Combine(_sandbox.Folder, "preempted");
        using var fleet = await GivesBackAsync(["--preemption-file", notice], _ => File.WriteAllText(notice, ""));
        Assert.Contains("about to be taken away", fleet.Local.Out, StringComparison.Ordinal);

        File.Delete(notice);
        await fleet.RestartLocalAsync("--preemption-file", notice);
        await Until.TrueAsync("the job ends", () => _sandbox.Database.Count("jobs", "State = 'Completed'") == 1, TimeSpan.FromMinutes(5), () => fleet.Said);
        await fleet.StopWorkersAsync();
        using var reconciled = await _sandbox.RunAsync("ledger", "reconcile", "--server", fleet.Coordinator.Address);
        Assert.True(reconciled.ExitCode == 0, reconciled.Everything);
        await fleet.StopCoordinatorAsync();
        _sandbox.CheckInvariants();
    }

    [Fact]
    public async Task Worker_WhenSigtermIsTheNotice_GivesBackWhatItKnowsNothingOfLongBeforeItsGraceIsOver()
    {
        var settings = Path.Combine(_sandbox.Folder, "worker.json");
        await File.WriteAllTextAsync(
            settings,
            """{"Batch": {"Worker": {"Preemption": {"Signal": true}}, "Workers": {"local": {"ShutdownGraceSeconds": 3600}}}}""",
            TestContext.Current.CancellationToken);
        using var fleet = await GivesBackAsync(["--config", settings], worker => worker.Terminate());
    }

    /// <summary>Tells a worker whose engine stands still that it must go, and waits until it has gone in order.</summary>
    private async Task<Fleet> GivesBackAsync(string[] worker, Action<BatchProcess> tell)
    {
        var broker = Broker.Required();
        _sandbox.Add(Utterances.FileOf(Utterances.Short(1).Single()));
        var fleet = await Fleet.StartAsync(_sandbox, broker);
        fleet.Local.Terminate();
        await fleet.Local.ExitAsync();
        await fleet.RestartLocalAsync(worker);
        var session = _sandbox.Database.Column("SELECT Id FROM sessions WHERE Pool = 'local' AND State = 'Live'").Single();
        await fleet.Local.SeeAsync("engine whisper");

        // What runs on it will not be done in time, nor say when it will.
        BatchProcess.Suspend(Assert.Single(ProcessTable.ChildrenOf(fleet.Local.Id, "whisper-server")).Id);
        await fleet.Coordinator.SubmitAsync(_sandbox.Source, _sandbox.Out);
        await Until.TrueAsync("an attempt to transcribe runs", () => Attempts("Running") == 1);
        tell(fleet.Local);
        await fleet.Local.ExitAsync();

        Assert.True(fleet.Local.ExitCode == 0, fleet.Local.Everything);
        Assert.Equal(1, _sandbox.Database.Count("sessions", $"Id = '{session}' AND State = 'Closed'"));
        Assert.Equal((1, 0), (Attempts("Released"), Attempts("Lost")));
        Assert.Equal(0, _sandbox.Database.Count("chunks", "Tries > 0"));
        return fleet;
    }

    public void Dispose() => _sandbox.Dispose();

    private int Attempts(string state) => _sandbox.Database.Attempts("transcribe", $"a.State = '{state}'");
}
