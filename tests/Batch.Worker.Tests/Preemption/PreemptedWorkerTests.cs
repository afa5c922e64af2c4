using Batch.Contracts.Attempts;
using Batch.Contracts.Kinds;
using Batch.Worker.Tests.Sessions;

namespace Batch.Worker.Tests.Preemption;

public sealed class PreemptedWorkerTests
{
    /// <summary>In milliseconds: a worker that gives nothing back would be waited for for ever.</summary>
    private const int Limit = 60_000;

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly ScriptedCoordinator _coordinator = new() { HeartbeatSeconds = 3600 };
    private readonly ManualTime _time = new();
    private readonly TaskCompletionSource _onDevice = new();
    private readonly TaskCompletionSource _report = new();
    private readonly TaskCompletionSource _reported = new();
    private readonly TaskCompletionSource _end = new();

    [Fact(Timeout = Limit)]
    public async Task Worker_WhenItsRunWillBeDoneInTime_FinishesItSaysGoodbyeAndIsDone()
    {
        await using var worker = await StartAsync();
        await HalfDoneAfterAsync(TimeSpan.FromSeconds(10));
        var claims = _coordinator.Claims.Count;

        worker.Preemption.Give(TimeSpan.FromSeconds(20));
        _end.SetResult();
        await worker.Drains.DrainedAsync("test", Token);

        Assert.Equal(AttemptOutcome.Succeeded, (await _coordinator.Finished.Reader.ReadAsync(Token)).Outcome);
        Assert.True((await _coordinator.Heartbeats.Reader.ReadAsync(Token)).Closing);
        Assert.Equal((claims, 1), (_coordinator.Claims.Count, _coordinator.Registrations.Reader.Count));
    }

    [Fact(Timeout = Limit)]
    public async Task Worker_WhenItsRunWillBeLate_GivesItBackAtOnce()
    {
        await using var worker = await StartAsync();
        await HalfDoneAfterAsync(TimeSpan.FromSeconds(30));

        worker.Preemption.Give(TimeSpan.FromSeconds(20));

        var finished = await _coordinator.Finished.Reader.ReadAsync(Token);
        Assert.Equal((AttemptOutcome.Released, null), (finished.Outcome, finished.Failure));
        Assert.Equal(30_000_000, finished.Meter.Sum(line => line.Micros));
        await worker.Drains.DrainedAsync("test", Token);
    }

    [Fact(Timeout = Limit)]
    public async Task Worker_WhenNothingIsKnownOfItsRun_GivesItBackAtOnce()
    {
        await using var worker = await StartAsync();
        await _onDevice.Task.WaitAsync(Token);

        worker.Preemption.Give(TimeSpan.FromHours(1));

        Assert.Equal(AttemptOutcome.Released, (await _coordinator.Finished.Reader.ReadAsync(Token)).Outcome);
    }

    [Fact(Timeout = Limit)]
    public async Task Worker_WhenRunsLikeItWereFastEnough_FinishesIt()
    {
        var first = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        _coordinator.Ready.Enqueue(Grants.Of("0"));
        await using var worker = await StartAsync(async run =>
        {
            if (run.Grant.AttemptId == "attempt_0")
            {
                entered.SetResult();
                await first.Task;
            }
        });
        await entered.Task.WaitAsync(Token);
        _time.Advance(TimeSpan.FromSeconds(10));
        first.SetResult();
        await _onDevice.Task.WaitAsync(Token);
        await _coordinator.Finished.Reader.ReadAsync(Token);

        worker.Preemption.Give(TimeSpan.FromSeconds(12));
        _end.SetResult();

        Assert.Equal(AttemptOutcome.Succeeded, (await _coordinator.Finished.Reader.ReadAsync(Token)).Outcome);
    }

    [Fact(Timeout = Limit)]
    public async Task Worker_WhenItsRunIsLateAfterAll_GivesItBackWhenTheTimeIsUp()
    {
        await using var worker = await StartAsync();
        await HalfDoneAfterAsync(TimeSpan.FromSeconds(10));
        worker.Preemption.Give(TimeSpan.FromSeconds(20));
        Assert.False(worker.Drains.DrainedAsync("test", Token).IsCompleted);

        while (!worker.Drains.DrainedAsync("test", Token).IsCompleted && !_coordinator.Finished.Reader.TryPeek(out _))
        {
            // The worker may not have begun to wait yet: its clock goes on until it has given back.
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(AttemptOutcome.Released, (await _coordinator.Finished.Reader.ReadAsync(Token)).Outcome);
    }

    [Fact(Timeout = Limit)]
    public async Task Worker_WhenItsMachineGoesAlready_DoesNotRegister()
    {
        await using var worker = new WorkerUnderTest(_coordinator, (_, _) => Task.FromResult(ScriptedStage.Done), time: _time);
        worker.Preemption.Give(TimeSpan.FromSeconds(20));

        await worker.Worker.StartAsync(Token);

        await worker.Drains.DrainedAsync("test", Token);
        Assert.Equal(0, _coordinator.Registrations.Reader.Count);
    }

    [Fact(Timeout = Limit)]
    public async Task Worker_WhenStoppedAfterTheNotice_GivesBackAfterItsGrace()
    {
        await using var worker = await StartAsync();
        await HalfDoneAfterAsync(TimeSpan.FromSeconds(10));
        worker.Preemption.Give(TimeSpan.FromSeconds(20));

        await worker.StopAsync();

        Assert.Equal(AttemptOutcome.Released, (await _coordinator.Finished.Reader.ReadAsync(Token)).Outcome);
    }

    private Task<WorkerUnderTest> StartAsync(Func<IStageRun, Task>? before = null)
    {
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        return WorkerUnderTest.StartAsync(
            _coordinator,
            async (run, token) =>
            {
                await using var device = await run.EnterDeviceAsync(token);
                await (before?.Invoke(run) ?? Task.CompletedTask);
                if (run.Grant.AttemptId != "attempt_1")
                {
                    return ScriptedStage.Done;
                }

                _onDevice.SetResult();
                await Task.WhenAny(_report.Task, _end.Task).WaitAsync(token);
                if (_report.Task.IsCompleted)
                {
                    run.ReportProgress(50);
                    _reported.SetResult();
                }

                await _end.Task.WaitAsync(token);
                return ScriptedStage.Done;
            },
            time: _time);
    }

    private async Task HalfDoneAfterAsync(TimeSpan elapsed)
    {
        await _onDevice.Task.WaitAsync(Token);
        _time.Advance(elapsed);
        _report.SetResult();
        await _reported.Task.WaitAsync(Token);
    }
}
