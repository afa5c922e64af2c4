using Batch.EndToEnd.Tests.Machine;
using Batch.EndToEnd.Tests.Speech;

namespace Batch.EndToEnd.Tests.Roles;

/// <summary>The roles as processes of their own over a real broker, and the faults that only they can have.</summary>
public sealed class RolesTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task Roles_WhenTheyAreProcesses_TranscribeOverTheBroker()
    {
        using var fleet = await StartAsync(utterances: 3);
        using var before = await RunAsync(fleet, "worker", "list");
        var job = await SubmitAsync(fleet);
        await EndedAsync(fleet, job);

        Assert.Contains(" cpu ", before.Out, StringComparison.Ordinal);
        Assert.Contains(" local ", before.Out, StringComparison.Ordinal);
        Assert.Equal(3, _sandbox.Results.Manifest().Values.Count(line => line.GetProperty("status").GetString() == "completed"));
        Assert.Empty(Directory.EnumerateFiles(fleet.HomeOf("local"), "*.db", SearchOption.AllDirectories));

        await DrainAsync(fleet, "cpu", fleet.Cpu);
        using var after = await RunAsync(fleet, "worker", "list", "--json");
        Assert.DoesNotContain("\"cpu\"", after.Out, StringComparison.Ordinal);
        await RestAsync(fleet);
    }

    [Fact]
    public async Task Faults_WhenTheWorkerIsKilledAndStartedAgain_TheJobEnds()
    {
        using var fleet = await StartAsync(utterances: 2);
        var job = await SubmitAsync(fleet);
        await TranscribingAsync(job);

        fleet.Local.Kill();
        await fleet.Local.ExitAsync();
        await fleet.RestartLocalAsync();

        await EndedAsync(fleet, job);
        // What ran, and perhaps what was claimed ahead.
        Assert.InRange(_sandbox.Database.Attempts("transcribe", "a.State = 'Lost'"), 1, 2);
        await RestAsync(fleet);
    }

    /// <summary>RabbitMQ closes the channel of who answers to a queue that is gone: the coordinator must not go deaf with it.</summary>
    [Fact]
    public async Task Faults_WhenWorkersDieUnanswered_TheCoordinatorAnswersTheOthers()
    {
        using var fleet = await StartAsync(utterances: 1);
        await Until.TrueAsync("both have been answered before", () => _sandbox.Database.Count("sessions", "Sequence > 0") == 2);
        fleet.Coordinator.Process.Suspend();
        await Until.TrueAsync("a heartbeat waits", () => fleet.Broker.Unanswered("coordinator-heartbeats") > 0);
        await fleet.KillWorkersAsync();
        fleet.Coordinator.Process.Resume();
        await fleet.RestartWorkersAsync();

        await EndedAsync(fleet, await SubmitAsync(fleet));
        await RestAsync(fleet);
    }

    [Fact]
    public async Task Faults_WhenTheCoordinatorIsKilledAndStartedAgain_TheWorkersGoOn()
    {
        using var fleet = await StartAsync(utterances: 2);
        var job = await SubmitAsync(fleet);
        await TranscribingAsync(job);
        var sessions = Live();

        await fleet.RestartCoordinatorAsync();

        await EndedAsync(fleet, job);
        Assert.Equal(sessions, Live());
        await RestAsync(fleet);
    }

    [Fact]
    public async Task Faults_WhenTheBrokerIsStoppedAndStarted_TheJobEndsInTheSameSessions()
    {
        using var fleet = await StartAsync(utterances: 2);
        var job = await SubmitAsync(fleet);
        await TranscribingAsync(job);
        var sessions = Live();

        fleet.Broker.Stop();
        fleet.Broker.Start();

        await EndedAsync(fleet, job);
        Assert.Equal(sessions, Live());
        await RestAsync(fleet);
    }

    [Fact]
    public async Task Faults_WhenTheQueuesArePurged_TheJobEnds()
    {
        using var fleet = await StartAsync(utterances: 2);
        var job = await SubmitAsync(fleet);
        while (!HasEnded(job))
        {
            fleet.Broker.Purge();
        }

        await EndedAsync(fleet, job);
        await RestAsync(fleet);
    }

    public void Dispose() => _sandbox.Dispose();

    private async Task<Fleet> StartAsync(int utterances)
    {
        var broker = Broker.Required();
        foreach (var line in Utterances.Short(utterances))
        {
            _sandbox.Add(Utterances.FileOf(line));
        }

        return await Fleet.StartAsync(_sandbox, broker);
    }

    private IReadOnlyList<string> Live() => _sandbox.Database.Column("SELECT Id FROM sessions WHERE State = 'Live' ORDER BY Id");

    private Task<string> SubmitAsync(Fleet fleet) => fleet.Coordinator.SubmitAsync(_sandbox.Source, _sandbox.Out);

    private Task<BatchProcess> RunAsync(Fleet fleet, params string[] arguments) =>
        _sandbox.RunAsync([.. arguments, "--server", fleet.Coordinator.Address]);

    private Task TranscribingAsync(string job) => Until.TrueAsync(
        "an attempt to transcribe runs", () => _sandbox.Database.Attempts("transcribe", $"a.JobId = '{job}' AND a.State = 'Running'") > 0);

    private async Task EndedAsync(Fleet fleet, string job)
    {
        await Until.TrueAsync($"{job} ends", () => HasEnded(job), TimeSpan.FromMinutes(6), () => WhatHappened(fleet));
        Assert.Equal("completed", (await fleet.Coordinator.GetAsync($"/v1/jobs/{job}")).GetProperty("state").GetString());
    }

    private bool HasEnded(string job) => _sandbox.Database.Count("jobs", $"Id = '{job}' AND EndedAt IS NOT NULL") == 1;

    private string WhatHappened(Fleet fleet) => string.Join(
        '\n',
        [
            .. _sandbox.Database.Column("SELECT Id || ' ' || Pool || ' ' || State || ' ' || SeenAt FROM sessions"),
            .. _sandbox.Database.Column("SELECT Id || ' ' || Spec_Stage || ' ' || State FROM chunks"),
            .. _sandbox.Database.Column("SELECT ChunkId || ' ' || State || ' ' || SessionId FROM attempts"),
            fleet.Said,
        ]);

    private async Task DrainAsync(Fleet fleet, string pool, BatchProcess worker)
    {
        var id = _sandbox.Database.Column($"SELECT Id FROM sessions WHERE Pool = '{pool}' AND State = 'Live'").Single();
        using var told = await RunAsync(fleet, "worker", "drain", id);
        Assert.True(told.ExitCode == 0, told.Everything);
        await worker.ExitAsync();
        Assert.True(worker.ExitCode == 0, worker.Everything);
        Assert.Equal(1, _sandbox.Database.Count("sessions", $"Id = '{id}' AND State = 'Closed'"));
    }

    private async Task RestAsync(Fleet fleet)
    {
        await fleet.StopWorkersAsync();
        using var reconciled = await RunAsync(fleet, "ledger", "reconcile");
        Assert.True(reconciled.ExitCode == 0, reconciled.Everything);
        await fleet.StopCoordinatorAsync();
        _sandbox.CheckInvariants();
    }
}
