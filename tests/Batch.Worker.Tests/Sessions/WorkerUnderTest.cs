using Batch.Contracts.Kinds;
using Batch.Worker.Engines;
using Batch.Worker.Preemption;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Batch.Worker.Tests.Sessions;

/// <summary>A worker of pool <c>test</c> on a scripted coordinator.</summary>
internal sealed class WorkerUnderTest : IAsyncDisposable
{
    private readonly TestFolder _folder = new();

    public WorkerUnderTest(
        ScriptedCoordinator coordinator,
        Func<IStageRun, CancellationToken, Task<StageOutcome>> stage,
        int slots = 1,
        double grace = 0,
        double poll = 300,
        ILogger? log = null,
        IEngineHost? engines = null,
        TimeProvider? time = null)
    {
        var options = new WorkerOptions
        {
            Pool = "test",
            Slots = slots,
            ScratchRoot = _folder.Path,
            ShutdownGraceSeconds = grace,
            PollSeconds = poll,
            InstanceId = "host",
        };
        Preemption = new PreemptionNotice(time ?? TimeProvider.System);
        Parts = new WorkerParts(options, [new ScriptedStage(stage)], engines, time ?? TimeProvider.System, log ?? NullLogger.Instance);
        Worker = new PoolWorker(Parts, coordinator, Drains, Preemption);
    }

    public DrainBoard Drains { get; } = new();

    public PreemptionNotice Preemption { get; }

    public PoolWorker Worker { get; }

    public WorkerParts Parts { get; }

    public string ScratchRoot => _folder.Path;

    public static async Task<WorkerUnderTest> StartAsync(
        ScriptedCoordinator coordinator,
        Func<IStageRun, CancellationToken, Task<StageOutcome>> stage,
        int slots = 1,
        double grace = 0,
        double poll = 300,
        ILogger? log = null,
        IEngineHost? engines = null,
        TimeProvider? time = null)
    {
        var worker = new WorkerUnderTest(coordinator, stage, slots, grace, poll, log, engines, time);
        await worker.Worker.StartAsync(CancellationToken.None);
        return worker;
    }

    public Task StopAsync() => Worker.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Worker.DisposeAsync();
        _folder.Dispose();
    }
}
