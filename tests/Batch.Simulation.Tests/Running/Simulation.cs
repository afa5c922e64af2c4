using Batch.Simulation.Tests.Checking;
using Batch.Simulation.Tests.Coordinators;
using Batch.Simulation.Tests.Workers;

namespace Batch.Simulation.Tests.Running;

/// <summary>
/// One run from its seed: work is submitted and injured for some minutes; then everything heals, and without a person everything must
/// end. The invariants are checked all along.
/// </summary>
internal sealed class Simulation : IDisposable
{
    private static readonly TimeSpan Goodbyes = TimeSpan.FromMinutes(4);

    private readonly ISystemUnderTest _system;
    private readonly Scale _scale;
    private readonly int _commitsPerCheck;
    private readonly TimeSpan _faultsEnd;
    private readonly int _jobs;
    private int _submitted;
    private long _commits;
    private bool _isClosing;

    /// <param name="world">Made from the seed.</param>
    /// <param name="system">Made on the world.</param>
    /// <param name="scale">How large it is.</param>
    /// <param name="commitsPerCheck">How often the invariants are checked.</param>
    public Simulation(World world, ISystemUnderTest system, Scale scale, int commitsPerCheck)
    {
        (World, _system, _scale, _commitsPerCheck) = (world, system, scale, commitsPerCheck);
        _faultsEnd = world.Dice.Between(scale.FaultSeconds / 5, scale.FaultSeconds);
        _jobs = 1 + world.Dice.Below(scale.Jobs);
        world.Changed = Changed;
        world.Exited = worker => world.Time.After(world.Dice.Between(1, 60), () => Start(worker));
        for (var i = 1 + world.Dice.Below(4); i > 0; i--)
        {
            var slots = 1 + world.Dice.Below(3);
            world.Workers.Add(new SimulatedWorker(world, $"worker-{i}", slots, 1 + world.Dice.Below(slots), scale.PollSeconds, world.Dice.Fork()));
        }
    }

    public World World { get; }

    public void Run()
    {
        for (var i = 0; i < _system.Nodes.Count; i++)
        {
            World.Bus.Nodes.Add(_system.Nodes[i]);
            _system.Start(i);
        }

        World.Workers.ForEach(Start);
        Submit();
        for (var i = 1; i < _jobs; i++)
        {
            World.Time.At(World.Dice.Between(0, _faultsEnd.TotalSeconds), Submit);
        }

        new Faults(World, _system, _faultsEnd, () => _submitted).Begin();
        RunUntil(_faultsEnd);
        Heal();
        while (World.Time.Now < _faultsEnd + _scale.Patience && !_system.JobsHaveEnded)
        {
            RunUntil(World.Time.Now + TimeSpan.FromSeconds(10));
        }

        _isClosing = true;
        World.Workers.ForEach(w => w.Terminate());
        for (var end = World.Time.Now + Goodbyes; World.Time.Now < end && !_system.SessionsHaveEnded;)
        {
            RunUntil(World.Time.Now + TimeSpan.FromSeconds(10));
        }

        Invariants.CheckAtRest(_system.Read());
        _system.CheckSums();
    }

    public void Dispose()
    {
        World.Workers.ForEach(w => w.Dispose());
        _system.Dispose();
    }

    private void Heal()
    {
        World.Trace.Add("everything", $"heals");
        World.Weather.Clear();
        (World.Bus.IsDown, _system.IsDown) = (false, false);
        for (var i = 0; i < _system.Nodes.Count; i++)
        {
            _system.Nodes[i].Host.Thaw();
            if (!_system.Nodes[i].Host.IsUp)
            {
                _system.Start(i);
            }
        }

        World.Workers.ForEach(w => w.Host.Thaw());
        World.Workers.ForEach(Start);
        for (var i = 0; i < _jobs; i++)
        {
            // What a person stopped goes on when a person says so; nothing else needs one.
            _system.Do(PersonAct.Resume, i);
        }
    }

    private void Start(SimulatedWorker worker)
    {
        if (!worker.Host.IsUp && !_isClosing)
        {
            World.Trace.Add(worker.Host.Name, $"starts");
            worker.Start();
        }
    }

    private void Submit()
    {
        var shape = new Shape(1 + World.Dice.Below(_scale.Items), 1 + World.Dice.Below(_scale.Chunks), World.Dice.Chance(0.5) ? "one" : "two");
        _system.Submit(shape, [.. Enumerable.Range(0, shape.Items).Select(_ => World.Dice.Chance(World.Weather.BadInput))]);
        World.Trace.Add("a person", $"submits {shape.Items} items of {shape.Chunks} chunks");
        _submitted++;
    }

    private void RunUntil(TimeSpan until)
    {
        while (World.Time.Step(until))
        {
        }
    }

    private void Changed()
    {
        if (++_commits % _commitsPerCheck == 0)
        {
            Invariants.Check(_system.Read());
        }
    }
}
