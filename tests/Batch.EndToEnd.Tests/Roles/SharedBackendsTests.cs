using Batch.EndToEnd.Tests.Machine;
using Batch.EndToEnd.Tests.Speech;

namespace Batch.EndToEnd.Tests.Roles;

/// <summary>Everything that production has, as processes: PostgreSQL, RabbitMQ, Azure Blob Storage (Azurite), two coordinators, two workers.</summary>
public sealed class SharedBackendsTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task Faults_WhenOneOfTwoCoordinatorsIsKilled_TheOtherFinishesItsJob()
    {
        using var backends = SharedBackends.Required(_sandbox);
        foreach (var line in Utterances.Short(3))
        {
            _sandbox.Add(Utterances.FileOf(line));
        }

        using var fleet = await Fleet.StartAsync(_sandbox, Broker.Required(), backends.Settings);
        using var other = await fleet.StartAnotherCoordinatorAsync();
        var job = await fleet.Coordinator.SubmitAsync(_sandbox.Source, _sandbox.Out);
        await Until.TrueAsync(
            "an attempt to transcribe runs",
            () => backends.Count("""SELECT COUNT(*) FROM attempts a JOIN chunks c ON c."Id" = a."ChunkId" WHERE a."State" = 'Running' AND c."Spec_Stage" = 'transcribe'""") > 0,
            TimeSpan.FromMinutes(3),
            () => fleet.Said);
        fleet.Coordinator.Process.Kill();

        await Until.TrueAsync(
            "the job ends", () => backends.Count("""SELECT COUNT(*) FROM jobs WHERE "EndedAt" IS NOT NULL""") == 1, TimeSpan.FromMinutes(6), () => fleet.Said);

        Assert.Equal("completed", (await other.GetAsync($"/v1/jobs/{job}")).GetProperty("state").GetString());
        Assert.Equal(3, _sandbox.Results.Manifest().Values.Count(line => line.GetProperty("status").GetString() == "completed"));
        await fleet.StopWorkersAsync();
        using var reconciled = await _sandbox.RunAsync("ledger", "reconcile", "--server", other.Address);
        Assert.True(reconciled.ExitCode == 0, reconciled.Everything);
    }

    public void Dispose() => _sandbox.Dispose();
}
