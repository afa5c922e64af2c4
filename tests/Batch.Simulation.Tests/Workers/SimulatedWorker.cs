using Batch.Contracts.Workers;
using Batch.Simulation.Tests.Chance;
using Batch.Simulation.Tests.Coordinators;
using Batch.Simulation.Tests.Network;
using Batch.Simulation.Tests.Running;
using Batch.Simulation.Tests.Time;
using Batch.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace Batch.Simulation.Tests.Workers;

/// <summary>
/// A worker process: registers, serves its session until it ends, and registers anew. Session, meter and the record of open attempts
/// are the real ones of Batch.Worker. Its loops (PoolWorker, HeartbeatLoop, SlotLoop, AttemptExecution.RunAsync) are played step by
/// step after the originals, because those wait on the thread pool, whose order no seed decides.
/// </summary>
internal sealed class SimulatedWorker(World world, string name, int slots, int devices, double pollSeconds, Dice dice) : IDisposable
{
    private static readonly TimeSpan RegisterAgainAfter = TimeSpan.FromSeconds(1);

    private WorkerParts? _parts;
    private Serving? _serving;

    public World World => world;

    public Dice Dice => dice;

    public Bus Bus => world.Bus;

    public Host Host { get; } = new(world.Time, name);

    public WorkerParts Parts => _parts!;

    /// <summary>Whether it is up and runs this attempt now.</summary>
    public bool Runs(string attempt) => Host.IsUp && _serving?.Slots.Runs(attempt) == true;

    public void Start()
    {
        Host.Start();
        var options = new WorkerOptions { Pool = Shape.Pool, Slots = slots, Devices = devices, InstanceId = name, ScratchRoot = "/nowhere", PollSeconds = pollSeconds };
        _parts = new WorkerParts(options, [], engines: null, Host.Clock, NullLogger.Instance);
        Register();
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        Host.Stop();
        End();
    }

    /// <summary>SIGTERM: it ends what it runs within the grace, gives back the rest and says goodbye.</summary>
    public void Terminate()
    {
        if (_serving is { } serving)
        {
            serving.Stop();
        }
        else
        {
            Exit();
        }
    }

    /// <summary>A hint reaches it.</summary>
    public void Hear(string chunk) => _serving?.Slots.TryClaim(chunk, _ => { });

    /// <summary>The process has nothing more to do.</summary>
    public void Exit()
    {
        world.Trace.Add(name, $"exits");
        Host.Stop();
        End();
        world.Exited(this);
    }

    public void Register()
    {
        _serving = null;
        var options = Parts.Options;
        Bus.Request<WorkerRegistered>(
            Host,
            new RegisterWorker(options.RegisteredAs, options.Pool, options.Devices, options.Slots, name),
            registered =>
            {
                world.Trace.Add(name, $"serves {world.Trace.Of(registered.SessionId)}");
                _serving = new Serving(this, registered);
                _serving.Begin();
            },
            () => Host.After(RegisterAgainAfter, Register));
    }

    public void Dispose() => End();

    private void End()
    {
        _serving = null;
        // Nothing of it was ever used over the network, so that this ends at once.
        _parts?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _parts = null;
    }
}
