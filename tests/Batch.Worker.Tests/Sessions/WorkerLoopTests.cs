using Batch.Contracts.Attempts;
using Batch.Contracts.Engines;
using Batch.Contracts.Kinds;
using Batch.Contracts.Leases;
using Batch.Contracts.Workers;
using Batch.Worker.Leases;

namespace Batch.Worker.Tests.Sessions;

public sealed class WorkerLoopTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly ScriptedCoordinator _coordinator = new();

    [Fact]
    public async Task Worker_WhenItStarts_RegistersItsPoolAndClaimsWithoutAHint()
    {
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, (_, _) => Task.FromResult(ScriptedStage.Done));

        var registered = await _coordinator.Registrations.Reader.ReadAsync(Token);
        var finished = await _coordinator.Finished.Reader.ReadAsync(Token);

        Assert.Equal(("host/test", "test", 1, 1), (registered.InstanceId, registered.Pool, registered.Devices, registered.Slots));
        Assert.Equal(("attempt_1", AttemptOutcome.Succeeded, 3L), (finished.AttemptId, finished.Outcome, finished.Epoch));
    }

    [Fact]
    public async Task Worker_WhenRunsEnd_ClaimsUntilTheAnswerIsNothing()
    {
        foreach (var name in (string[])["1", "2", "3", "4", "5"])
        {
            _coordinator.Ready.Enqueue(Grants.Of(name));
        }

        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, (_, _) => Task.FromResult(ScriptedStage.Done));
        for (var i = 0; i < 5; i++)
        {
            await _coordinator.Finished.Reader.ReadAsync(Token);
        }

        await _coordinator.Emptied.Reader.ReadAsync(Token);
        var claims = _coordinator.Claims.ToArray();
        Assert.Equal(claims.Length, claims.Select(claim => claim.ClaimId).Distinct().Count());
    }

    [Fact]
    public async Task Hint_WhenAPermitIsFree_ClaimsTheHintedChunk()
    {
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, (_, _) => Task.FromResult(ScriptedStage.Done));
        await _coordinator.Emptied.Reader.ReadAsync(Token);

        _coordinator.Ready.Enqueue(Grants.Of("1"));
        await worker.Worker.HearAsync("chunk_1", Token);
        await _coordinator.Finished.Reader.ReadAsync(Token);

        Assert.Contains(_coordinator.Claims, claim => claim.ChunkId == "chunk_1");
    }

    [Fact]
    public async Task Claim_WhileItWaits_IsNamedInHeartbeats()
    {
        var answer = new TaskCompletionSource<ClaimAnswer>();
        _coordinator.Answers = _ => answer.Task;
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, (_, _) => Task.FromResult(ScriptedStage.Done));

        var waiting = await BeatAsync(beat => beat.Claims.Count > 0);
        _coordinator.Answers = null;
        answer.SetResult(ClaimAnswer.Nothing);
        await BeatAsync(beat => beat.Claims.Count == 0);

        Assert.Equal(_coordinator.Claims.First().ClaimId, Assert.Single(waiting.Claims));
    }

    [Fact]
    public async Task Hint_WhenTheRunIsLong_IsAnsweredBeforeItsEnd()
    {
        var release = new TaskCompletionSource();
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, async (_, _) =>
        {
            await release.Task;
            return ScriptedStage.Done;
        });
        await _coordinator.Emptied.Reader.ReadAsync(Token);
        _coordinator.Ready.Enqueue(Grants.Of("1"));

        await worker.Worker.HearAsync("chunk_1", Token);

        Assert.False(_coordinator.Finished.Reader.TryRead(out _));
        release.SetResult();
        await _coordinator.Finished.Reader.ReadAsync(Token);
    }

    [Fact]
    public async Task Worker_WhenThereIsMuchWork_HoldsOneAttemptMoreThanSlotsAndNoMoreOnTheDevice()
    {
        var running = 0;
        var onDevice = 0;
        var most = 0;
        var mostOnDevice = 0;
        var full = new TaskCompletionSource();
        foreach (var i in Enumerable.Range(0, 12))
        {
            _coordinator.Ready.Enqueue(Grants.Of($"{i}"));
        }

        await using var worker = await WorkerUnderTest.StartAsync(
            _coordinator,
            async (run, token) =>
            {
                Most(ref most, Interlocked.Increment(ref running));
                Look();
                await using (await run.EnterDeviceAsync(token))
                {
                    Most(ref mostOnDevice, Interlocked.Increment(ref onDevice));
                    Look();
                    await full.Task.WaitAsync(token);
                    Interlocked.Decrement(ref onDevice);
                }

                Interlocked.Decrement(ref running);
                return ScriptedStage.Done;
            },
            slots: 2);
        for (var i = 0; i < 12; i++)
        {
            await _coordinator.Finished.Reader.ReadAsync(Token);
        }

        Assert.Equal((3, 2), (most, mostOnDevice));

        // Nobody leaves the device before as many hold an attempt, and a device, as ever may.
        void Look()
        {
            if (Volatile.Read(ref running) >= 3 && Volatile.Read(ref onDevice) >= 2)
            {
                full.TrySetResult();
            }
        }
    }

    [Fact]
    public async Task Hint_WhenNoPermitIsFree_IsDroppedWithoutAClaim()
    {
        var entered = new TaskCompletionSource();
        var held = 0;
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        _coordinator.Ready.Enqueue(Grants.Of("2"));
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, async (_, token) =>
        {
            if (Interlocked.Increment(ref held) == 2)
            {
                entered.SetResult();
            }

            await Task.Delay(Timeout.Infinite, token);
            return ScriptedStage.Done;
        });
        await entered.Task;
        var before = _coordinator.Claims.Count;

        await worker.Worker.HearAsync("chunk_3", Token);

        Assert.Equal(before, _coordinator.Claims.Count);
    }

    [Fact]
    public async Task Claim_WhenItIsNotAnswered_IsRepeatedUnderTheSameId()
    {
        var silent = true;
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        _coordinator.OnClaim = _ =>
        {
            if (silent)
            {
                silent = false;
                throw new CoordinatorSilentException("no answer");
            }

            return null;
        };
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, (_, _) => Task.FromResult(ScriptedStage.Done));

        await _coordinator.Finished.Reader.ReadAsync(Token);

        var claims = _coordinator.Claims.ToArray();
        Assert.Equal(claims[0].ClaimId, claims[1].ClaimId);
    }

    [Fact]
    public async Task Poll_WhenAHintWasLost_FindsTheWork()
    {
        await using var worker = await WorkerUnderTest.StartAsync(
            _coordinator, (_, _) => Task.FromResult(ScriptedStage.Done), poll: 0.1);
        await _coordinator.Emptied.Reader.ReadAsync(Token);

        _coordinator.Ready.Enqueue(Grants.Of("1"));

        Assert.Equal("attempt_1", (await _coordinator.Finished.Reader.ReadAsync(Token)).AttemptId);
    }

    [Fact]
    public async Task Grant_WhenItComesTwice_RunsOnce()
    {
        var runs = 0;
        var entered = new TaskCompletionSource();
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, async (_, token) =>
        {
            Interlocked.Increment(ref runs);
            entered.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
            return ScriptedStage.Done;
        });
        await entered.Task;

        await worker.Worker.HearAsync("chunk_1", Token);

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Scratch_WhenAnAttemptEnds_IsGoneAndStaleOnesToo()
    {
        var seen = "";
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        await using var worker = new WorkerUnderTest(_coordinator, async (run, token) =>
        {
            seen = run.ScratchFolder;
            await File.WriteAllTextAsync(Path.Combine(seen, "x"), "x", token);
            return ScriptedStage.Done;
        });
        var stale = Directory.CreateDirectory(Path.Combine(worker.ScratchRoot, "test", "attempt_old")).FullName;
        await worker.Worker.StartAsync(Token);

        await _coordinator.Finished.Reader.ReadAsync(Token);

        Assert.Equal((false, false, "attempt_1"), (Directory.Exists(stale), Directory.Exists(seen), Path.GetFileName(seen)));
    }

    [Fact]
    public async Task Worker_WhenItsLogCannotBeWritten_FailsTheAttemptsAndGoesOn()
    {
        foreach (var i in Enumerable.Range(0, 5))
        {
            _coordinator.Ready.Enqueue(Grants.Of($"{i}"));
        }

        await using var worker = await WorkerUnderTest.StartAsync(
            _coordinator, (_, _) => throw new EngineFailedException("died"), log: new FullDiskLog());

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("engine_failed", (await _coordinator.Finished.Reader.ReadAsync(Token)).Failure?.Code);
        }
    }

    [Fact]
    public async Task End_WhenSendingItThrowsAnything_IsInTheHeartbeatsAndTheWorkerStops()
    {
        _coordinator.Ready.Enqueue(Grants.Of("1"));
        _coordinator.OnFinish = _ => throw new InvalidOperationException("defect of the transport");
        await using var worker = await WorkerUnderTest.StartAsync(_coordinator, (_, _) => Task.FromResult(ScriptedStage.Done));

        while ((await _coordinator.Heartbeats.Reader.ReadAsync(Token)).Finished.Count == 0)
        {
        }

        await worker.StopAsync();
        Assert.Null(worker.Worker.ExecuteTask!.Exception);
    }

    private async Task<Heartbeat> BeatAsync(Predicate<Heartbeat> wanted)
    {
        while (true)
        {
            var beat = await _coordinator.Heartbeats.Reader.ReadAsync(Token);
            if (wanted(beat))
            {
                return beat;
            }
        }
    }

    private static void Most(ref int most, int now)
    {
        int seen;
        while (now > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, now, seen) != seen)
        {
        }
    }
}
