using Batch.Contracts.Workers;
using Batch.Core.Ids;
using Batch.Simulation.Tests.Chance;
using Batch.Simulation.Tests.Network;
using Batch.Simulation.Tests.Time;
using Batch.Simulation.Tests.Tracing;
using Batch.Simulation.Tests.Workers;

namespace Batch.Simulation.Tests.Running;

/// <summary>What everything in a run shares.</summary>
internal sealed class World
{
    public World(ulong seed)
    {
        Dice = new Dice(seed);
        Weather = new Weather(Dice.Fork());
        Bus = new Bus(Time, Dice.Fork(), Weather);
        Trace = new Trace(Time);
    }

    public VirtualTime Time { get; } = new();

    public Dice Dice { get; }

    public Weather Weather { get; }

    public Bus Bus { get; }

    public Trace Trace { get; }

    public List<SimulatedWorker> Workers { get; } = [];

    /// <summary>Called after every commit.</summary>
    public Action Changed { get; set; } = () => { };

    /// <summary>Called when a worker's process has ended by itself.</summary>
    public Action<SimulatedWorker> Exited { get; set; } = _ => { };

    /// <summary>What really leaves a worker: a planted bug changes it.</summary>
    public Func<Heartbeat, Heartbeat> Sends { get; set; } = beat => beat;

    /// <summary>The dispatcher hints a chunk to a worker of its pool.</summary>
    public void Hint(ChunkId chunk)
    {
        var worker = Dice.Pick(Workers);
        Bus.Hint(worker.Host, () => worker.Hear(chunk.Value));
    }
}
