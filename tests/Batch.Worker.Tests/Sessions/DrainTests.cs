using Batch.Contracts.Attempts;
using Batch.Contracts.Kinds;
using Batch.Contracts.Workers;

namespace Batch.Worker.Tests.Sessions;

public sealed class DrainTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly ScriptedCoordinator _coordinator = new();

    [Fact]
    public async Task Worker_WhenDrained_EndsItsRunSaysGoodbyeAndIsDone()
    {
        var ending = new TaskCompletionSource();
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, async (_, _) =>
        {
            await ending.Task;
            return ScriptedStage.Done;
        });
        await _coordinator.Emptied.Reader.ReadAsync(Token);
        _coordinator.OnHeartbeat = beat => new HeartbeatAnswer { Drain = true, Settled = [.. beat.Finished.Select(f => f.AttemptId)] };
        await ToldAsync();
        var claims = _coordinator.Claims.Count;

        await worker.Worker.HearAsync("chunk_2", Token);
        Assert.False(worker.Drains.DrainedAsync("test", Token).IsCompleted);
        ending.SetResult();
        await worker.Drains.DrainedAsync("test", Token);

        Assert.Equal(AttemptOutcome.Succeeded, (await _coordinator.Finished.Reader.ReadAsync(Token)).Outcome);
        Assert.Equal(claims, _coordinator.Claims.Count);
        Assert.Equal(1, await ClosingAsync());
    }

    [Fact]
    public async Task Worker_WhenStoppedWhileItDrains_GivesBackWhatRuns()
    {
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        _coordinator.OnHeartbeat = _ => new HeartbeatAnswer { Drain = true };
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return ScriptedStage.Done;
        });
        await ToldAsync();

        await worker.StopAsync();

        Assert.Equal(AttemptOutcome.Released, (await _coordinator.Finished.Reader.ReadAsync(Token)).Outcome);
    }

    [Fact]
    public async Task Worker_WhenStoppedByItself_HasNotDrained()
    {
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, (_, _) => Task.FromResult(ScriptedStage.Done));
        await _coordinator.Emptied.Reader.ReadAsync(Token);

        await worker.StopAsync();

        Assert.False(worker.Drains.DrainedAsync("test", Token).IsCompleted);
    }

    /// <summary>The first answer that says it has been taken when the second heartbeat comes.</summary>
    private async Task ToldAsync()
    {
        while (_coordinator.Heartbeats.Reader.TryRead(out _))
        {
        }

        await _coordinator.Heartbeats.Reader.ReadAsync(Token);
        await _coordinator.Heartbeats.Reader.ReadAsync(Token);
    }

    private async Task<int> ClosingAsync()
    {
        var closing = 0;
        while (closing == 0)
        {
            closing += (await _coordinator.Heartbeats.Reader.ReadAsync(Token)).Closing ? 1 : 0;
        }

        return closing;
    }
}
