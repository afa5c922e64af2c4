using Batch.Contracts.Attempts;
using Batch.Contracts.Engines;
using Batch.Contracts.Kinds;
using Batch.Contracts.Leases;
using Batch.Worker.Engines;
using Batch.Worker.Objects;

namespace Batch.Worker.Tests.Sessions;

public sealed class AttemptTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    public static TheoryData<Exception, FailureReason, string> Failures => new()
    {
        { new EngineFailedException("died"), FailureReason.EngineCrash, "engine_failed" },
        { new EngineUnavailableException("model_unavailable", "m", "r"), FailureReason.Machinery, "model_unavailable" },
        { new HttpRequestException("down"), FailureReason.Machinery, "store_unavailable" },
        { new IOException("broken"), FailureReason.Machinery, "store_unavailable" },
        { new IOException("full", 28), FailureReason.Machinery, "disk_full" },
        { new StoreException(StoreException.UrlRefused, "expired"), FailureReason.Machinery, "url_refused" },
        { new StoreException(StoreException.SourceMissing, "gone"), FailureReason.BadInput, "source_missing" },
        { new StoreException(StoreException.SourceChanged, "other"), FailureReason.BadInput, "source_changed" },
        { new InvalidOperationException("defect"), FailureReason.EngineCrash, "stage_failed" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Attempt_WhenItsStageThrows_FailsWithTheReason(Exception thrown, FailureReason reason, string code)
    {
        var finished = await RunAsync(Grants.Of("1"), (_, _) => throw thrown);

        Assert.Equal((AttemptOutcome.Failed, reason, code), (finished.Outcome, finished.Failure!.Reason, finished.Failure.Code));
    }

    [Fact]
    public async Task Attempt_WhenTheInputIsBad_FailsAsBadInput()
    {
        var finished = await RunAsync(
            Grants.Of("1"), (_, _) => Task.FromResult<StageOutcome>(new StageOutcome.BadInput("no_audio_stream", "m", "r")));

        Assert.Equal(new AttemptFailure(FailureReason.BadInput, "no_audio_stream", "m", "r"), finished.Failure);
    }

    [Fact]
    public async Task Attempt_WhenItsWallLimitPasses_TimesOut()
    {
        var finished = await RunAsync(Grants.Of("1") with { WallLimitSeconds = 1 }, UntilStopped);

        Assert.Equal((AttemptOutcome.Failed, FailureReason.Timeout), (finished.Outcome, finished.Failure!.Reason));
    }

    [Fact]
    public async Task WallLimit_WhenTheAttemptWaitsForTheDevice_BeginsOnceItHasIt()
    {
        var time = new ManualTime();
        var coordinator = new ScriptedCoordinator();
        var waiting = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        coordinator.Ready.Enqueue(Grants.Of("1"));
        coordinator.Ready.Enqueue(Grants.Of("2") with { WallLimitSeconds = 10 });
        var occupied = new TaskCompletionSource();
        await using var worker = await WorkerUnderTest.StartAsync(
            coordinator,
            async (run, token) =>
            {
                if (run.Grant.AttemptId == "attempt_1")
                {
                    await using var first = await run.EnterDeviceAsync(token);
                    occupied.SetResult();
                    await release.Task.WaitAsync(token);
                    return ScriptedStage.Done;
                }

                await occupied.Task.WaitAsync(token);
                var entering = run.EnterDeviceAsync(token);
                waiting.SetResult();
                await using var second = await entering;
                entered.SetResult();
                return await UntilStopped(run, token);
            },
            time: time);
        await waiting.Task;
        time.Advance(TimeSpan.FromSeconds(60));

        release.SetResult();
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
        time.Advance(TimeSpan.FromSeconds(11));

        // The first has left the device, but its end may come after that of the second.
        AttemptFinished[] ends = [await coordinator.Finished.Reader.ReadAsync(Token), await coordinator.Finished.Reader.ReadAsync(Token)];
        Assert.Equal(AttemptOutcome.Succeeded, Assert.Single(ends, end => end.AttemptId == "attempt_1").Outcome);
        Assert.Equal(FailureReason.Timeout, Assert.Single(ends, end => end.AttemptId == "attempt_2").Failure?.Reason);
    }

    [Fact]
    public async Task Attempt_WhenTheEngineResolvedAnotherModel_ReportsThatOne()
    {
        var coordinator = new ScriptedCoordinator();
        coordinator.Ready.Enqueue(Grants.Of("1"));
        await using var worker = await WorkerUnderTest.StartAsync(
            coordinator,
            async (run, token) =>
            {
                await using var engine = await run.EnterEngineAsync("base", token);
                return ScriptedStage.Done;
            },
            engines: new ScriptedEngineHost("base-q5_1"));

        Assert.Equal("base-q5_1", (await coordinator.Finished.Reader.ReadAsync(Token)).Model);
    }

    [Fact]
    public async Task Attempt_WhenItsAuthorisedTimeIsSpent_IsReleasedWithNoLessOnItsMeter()
    {
        var finished = await RunAsync(Grants.Of("1") with { AuthorisedMicros = 30_000 }, async (run, token) =>
        {
            await using var device = await run.EnterDeviceAsync(token);
            return await UntilStopped(run, token);
        });

        Assert.Equal(AttemptOutcome.Released, finished.Outcome);
        Assert.InRange(finished.Meter.Sum(line => line.Micros), 30_000, 10_000_000);
    }

    [Fact]
    public async Task Attempt_WhenItForgetsToLeaveADevice_LeavesItAtItsEnd()
    {
        var coordinator = new ScriptedCoordinator();
        coordinator.Ready.Enqueue(Grants.Of("1"));
        coordinator.Ready.Enqueue(Grants.Of("2"));
        await using var worker = await WorkerUnderTest.StartAsync(coordinator, async (run, token) =>
        {
            await run.EnterDeviceAsync(token);
            return ScriptedStage.Done;
        });

        await coordinator.Finished.Reader.ReadAsync(Token);
        Assert.Equal(AttemptOutcome.Succeeded, (await coordinator.Finished.Reader.ReadAsync(Token)).Outcome);
    }

    private static async Task<StageOutcome> UntilStopped(IStageRun run, CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        return ScriptedStage.Done;
    }

    private static async Task<AttemptFinished> RunAsync(ChunkGrant grant, Func<IStageRun, CancellationToken, Task<StageOutcome>> stage)
    {
        var coordinator = new ScriptedCoordinator();
        coordinator.Ready.Enqueue(grant);
        await using var worker = await WorkerUnderTest.StartAsync(coordinator, stage);
        return await coordinator.Finished.Reader.ReadAsync(Token);
    }
}
