using Batch.Contracts.Attempts;
using Batch.Contracts.Kinds;
using Batch.Contracts.Workers;
using Batch.Worker.Leases;

namespace Batch.Worker.Tests.Sessions;

public sealed class WorkerSessionTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly ScriptedCoordinator _coordinator = new();

    [Fact]
    public async Task Heartbeat_WhenAnAttemptRuns_IsACutThatAddsUp()
    {
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        _coordinator.Ready.Enqueue(Grants.Of("2"));
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, UntilStopped);

        var beats = await BeatsAsync(until: beat => beat.Sequence >= 4 && beat.Attempts.Count == 2);

        Assert.All(beats, beat => Assert.Equal(
            beat.AtMicros, beat.Session.Sum(line => line.Micros) + beat.Attempts.Sum(attempt => attempt.Meter.Sum(line => line.Micros))));
        Assert.Equal(Enumerable.Range(1, beats.Count).Select(i => (long)i), beats.Select(beat => beat.Sequence));
    }

    [Fact]
    public async Task Heartbeat_WhenAnEndIsNotSettled_RepeatsItUntilItIs()
    {
        var repeated = 0;
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        _coordinator.OnHeartbeat = beat => beat.Finished.Count > 0 && ++repeated >= 3
            ? new HeartbeatAnswer { Settled = ["attempt_1"] }
            : new HeartbeatAnswer();
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, (_, _) => Task.FromResult(ScriptedStage.Done));

        var beats = await BeatsAsync(until: beat => repeated >= 3 && beat.Attempts.Count == 0);

        Assert.Equal(3, beats.Count(beat => beat.Finished.Count == 1 && beat.Attempts.Count == 1));
    }

    [Fact]
    public async Task Heartbeat_WhenProgressIsReported_CarriesItAndItNeverFalls()
    {
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, (run, token) =>
        {
            run.ReportProgress(60);
            run.ReportProgress(40);
            return UntilStopped(run, token);
        });

        var beats = await BeatsAsync(until: beat => beat.Attempts is [{ WorkDone: > 0 }]);

        Assert.Equal(60, beats[^1].Attempts[0].WorkDone);
    }

    [Fact]
    public async Task Heartbeat_WhenItIsNotAnswered_StopsNothing()
    {
        var beats = 0;
        var answered = new TaskCompletionSource();
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        _coordinator.OnHeartbeat = _ =>
        {
            if (++beats > 5)
            {
                answered.TrySetResult();
                return new HeartbeatAnswer();
            }

            throw new CoordinatorSilentException("no answer");
        };
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, async (_, token) =>
        {
            await answered.Task.WaitAsync(token);
            return ScriptedStage.Done;
        });

        Assert.Equal(AttemptOutcome.Succeeded, (await _coordinator.Finished.Reader.ReadAsync(Token)).Outcome);
    }

    [Fact]
    public async Task Attempt_WhenToldToStop_IsReleased()
    {
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        _coordinator.OnHeartbeat = _ => new HeartbeatAnswer { Stop = ["attempt_1"] };
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, UntilStopped);

        var finished = await _coordinator.Finished.Reader.ReadAsync(Token);

        Assert.Equal((AttemptOutcome.Released, null), (finished.Outcome, finished.Failure));
    }

    [Fact]
    public async Task Session_WhenItIsClosed_StopsItsRunsAndTheWorkerRegistersAnew()
    {
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        _coordinator.OnHeartbeat = beat => new HeartbeatAnswer { SessionClosed = beat.SessionId == "session_1" && beat.Attempts.Count == 1 };
        var stopped = new TaskCompletionSource();
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, async (run, token) =>
        {
            try
            {
                return await UntilStopped(run, token);
            }
            finally
            {
                stopped.SetResult();
            }
        });

        await _coordinator.Registrations.Reader.ReadAsync(Token);
        await _coordinator.Registrations.Reader.ReadAsync(Token);

        Assert.True(stopped.Task.IsCompleted);
        Assert.False(_coordinator.Finished.Reader.TryRead(out _));
        var beats = await BeatsAsync(until: beat => beat.SessionId == "session_2");
        Assert.Equal((1L, 0), (beats[^1].Sequence, beats[^1].Attempts.Count));
    }

    [Fact]
    public async Task Worker_WhenItStops_GivesBackWhatRunsAndSaysGoodbye()
    {
        _coordinator.HeartbeatSeconds = 3600;
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        var entered = new TaskCompletionSource();
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, async (run, token) =>
        {
            await using var device = await run.EnterDeviceAsync(token);
            entered.SetResult();
            return await UntilStopped(run, token);
        });
        await entered.Task;

        await worker.StopAsync();

        var finished = await _coordinator.Finished.Reader.ReadAsync(Token);
        var goodbye = await _coordinator.Heartbeats.Reader.ReadAsync(Token);
        Assert.Equal(AttemptOutcome.Released, finished.Outcome);
        Assert.Equal((true, 1), (goodbye.Closing, goodbye.Finished.Count));
        Assert.Equal(finished.Meter, goodbye.Attempts[0].Meter);
        Assert.Equal(goodbye.AtMicros, goodbye.Session.Sum(line => line.Micros) + goodbye.Attempts[0].Meter.Sum(line => line.Micros));
    }

    [Fact]
    public async Task Worker_WhenItStopsWithinItsGrace_LetsRunsFinish()
    {
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var worker = await WorkerUnderTest.StartAsync(
            _coordinator,
            async (_, token) =>
            {
                entered.SetResult();
                await release.Task.WaitAsync(token);
                return ScriptedStage.Done;
            },
            grace: 60);
        await entered.Task;

        var stopping = worker.StopAsync();
        release.SetResult();
        await stopping;

        Assert.Equal(AttemptOutcome.Succeeded, (await _coordinator.Finished.Reader.ReadAsync(Token)).Outcome);
    }

    private static async Task<StageOutcome> UntilStopped(IStageRun run, CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        return ScriptedStage.Done;
    }

    private async Task<List<Heartbeat>> BeatsAsync(Func<Heartbeat, bool> until)
    {
        var beats = new List<Heartbeat>();
        do
        {
            beats.Add(await _coordinator.Heartbeats.Reader.ReadAsync(Token));
        }
        while (!until(beats[^1]));

        return beats;
    }
}
