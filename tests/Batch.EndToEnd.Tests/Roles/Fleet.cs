using Batch.EndToEnd.Tests.Machine;

namespace Batch.EndToEnd.Tests.Roles;

/// <summary>A coordinator and two workers as processes of their own, with nothing in common but the broker and the address.</summary>
internal sealed class Fleet : IDisposable
{
    private readonly Sandbox _sandbox;
    private readonly Broker _broker;
    private readonly string[] _settings;
    private readonly List<BatchProcess> _started = [];

    private Fleet(Sandbox sandbox, Broker broker, string[] settings)
    {
        _sandbox = sandbox;
        _broker = broker;
        _settings = settings;
    }

    /// <summary>To be injured.</summary>
    public Broker Broker => _broker;

    public UpServer Coordinator { get; private set; } = null!;

    public BatchProcess Cpu { get; private set; } = null!;

    /// <summary>The worker with the engine.</summary>
    public BatchProcess Local { get; private set; } = null!;

    /// <param name="sandbox">Of the test.</param>
    /// <param name="broker">Disposed of with the fleet.</param>
    /// <param name="settings">Of the coordinators, as variables of their environment.</param>
    public static async Task<Fleet> StartAsync(Sandbox sandbox, Broker broker, params string[] settings)
    {
        var fleet = new Fleet(sandbox, broker, settings);
        try
        {
            fleet.Coordinator = await fleet.StartCoordinatorAsync(sandbox.Home, UpServer.FreePort());
            await fleet.RestartWorkersAsync();
            return fleet;
        }
        catch
        {
            fleet.Dispose();
            throw;
        }
    }

    /// <summary>What every process has said, those that were killed too: for a test that fails.</summary>
    public string Said => string.Join('\n', _started.Select(process => $"=== process {process.Id}: {process.Everything}"));

    public string HomeOf(string pool) => Path.Combine(_sandbox.Folder, $"worker-{pool}");

    public async Task RestartCoordinatorAsync()
    {
        Coordinator.Process.Kill();
        await Coordinator.Process.ExitAsync();
        Coordinator = await StartCoordinatorAsync(_sandbox.Home, Coordinator.Port);
    }

    /// <summary>With a home of its own; it shares what the settings say.</summary>
    public Task<UpServer> StartAnotherCoordinatorAsync() => StartCoordinatorAsync(Path.Combine(_sandbox.Folder, "other"), UpServer.FreePort());

    /// <summary>The same machine starts its worker again.</summary>
    public async Task RestartLocalAsync(params string[] more)
    {
        Local = StartWorker("local", more);
        await Local.SeeAsync("serves pool");
    }

    public async Task KillWorkersAsync()
    {
        Cpu.Kill();
        Local.Kill();
        await Cpu.ExitAsync();
        await Local.ExitAsync();
    }

    /// <summary>On the same machines.</summary>
    public async Task RestartWorkersAsync()
    {
        Cpu = StartWorker("cpu", "--slots", "2");
        Local = StartWorker("local");
        await Cpu.SeeAsync("serves pool");
        await Local.SeeAsync("serves pool");
    }

    /// <summary>Workers stop before the coordinator, as an operator would stop them: they say goodbye to somebody.</summary>
    public async Task StopWorkersAsync()
    {
        await StopAsync(Cpu);
        await StopAsync(Local);
    }

    public Task StopCoordinatorAsync() => StopAsync(Coordinator.Process);

    public void Dispose()
    {
        _started.ForEach(process => process.Dispose());
        _broker.Dispose();
    }

    private static async Task StopAsync(BatchProcess process)
    {
        if (!process.HasExited)
        {
            process.Terminate();
            await process.ExitAsync();
        }

        Assert.True(process.ExitCode == 0, process.Everything);
    }

    private Task<UpServer> StartCoordinatorAsync(string home, int port) =>
        UpServer.OfAsync(Start(_broker.Settings, home, ["coordinator", "run", "--port", $"{port}"], _settings), port);

    private BatchProcess StartWorker(string pool, params string[] more) =>
        Start(_broker.WorkerSettings, HomeOf(pool), ["worker", "run", "--pool", pool, "--coordinator", Coordinator.Address, .. more]);

    private BatchProcess Start(string[] bus, string home, string[] arguments, params string[] more)
    {
        string[] settings =
        [
            .. bus, "Batch__Leases__HeartbeatSeconds=5", "Batch__Leases__TermSeconds=30", "Batch__Workers__local__Slots=1",
            "Batch__Transcription__DefaultModel=tiny.en", .. more,
        ];
        var process = BatchProcess.Start(home, _sandbox.Folder, arguments, ["env", .. settings]);
        _started.Add(process);
        return process;
    }
}
