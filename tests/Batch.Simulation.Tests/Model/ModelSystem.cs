using Batch.Core.Attempts;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Simulation.Tests.Checking;
using Batch.Simulation.Tests.Coordinators;
using Batch.Simulation.Tests.Network;
using Batch.Simulation.Tests.Running;
using Batch.Simulation.Tests.Time;

namespace Batch.Simulation.Tests.Model;

/// <summary>One to three simulated coordinators over rows in memory.</summary>
internal sealed class ModelSystem : ISystemUnderTest
{
    private readonly World _world;
    private readonly MemoryStore _store;
    private readonly List<Coordinator> _coordinators = [];
    private readonly List<JobId> _jobs = [];

    public ModelSystem(World world, Decisions decisions, int coordinators)
    {
        _world = world;
        _store = new MemoryStore(world.Time);
        for (var i = 0; i < coordinators; i++)
        {
            var host = new Host(world.Time, $"coordinator-{i}");
            _coordinators.Add(new Coordinator(host, _store, decisions, world.Dice.Fork(), world.Trace, world.Changed, Forgotten));
        }
    }

    public IReadOnlyList<INode> Nodes => _coordinators;

    public bool IsDown
    {
        get => _store.IsDown;
        set => _store.IsDown = value;
    }

    public bool JobsHaveEnded => _store.Jobs.Rows.TrueForAll(j => j.Value.HasEnded);

    public bool SessionsHaveEnded => !_store.Sessions.Rows.Exists(s => s.Value.IsLive);

    public void Start(int node) => _coordinators[node].Start(_world.Hint, () => !_world.Bus.IsDown);

    public void Submit(Shape shape, IReadOnlyList<bool> areBad)
    {
        var job = new Job(SortableId.New<JobId>(_store.Now), Shape.Submission(shape.Project, "/out"), _store.Now);
        _jobs.Add(job.Id);
        _store.Shapes[job.Id] = shape;
        _store.Jobs.Add(job.Id, job);
        for (var i = 0; i < shape.Items; i++)
        {
            var item = Shape.NewItem(_store.Now, job.Id, i, areBad[i]);
            _store.Items.Add(item.Id, item);
        }
    }

    public void Do(PersonAct act, int job)
    {
        if (_coordinators.Find(c => c.Host.IsUp && !c.Host.IsFrozen) is { } coordinator)
        {
            coordinator.Transact(tx => Do(tx, act, _jobs[job]), _ => { });
        }
    }

    public Records Read() => _store.Read();

    /// <summary>It keeps none.</summary>
    public void CheckSums()
    {
    }

    public void Dispose()
    {
    }

    private bool Do(Transaction tx, PersonAct act, JobId id)
    {
        var job = tx.ForUpdate(_store.Jobs, id)!;
        switch (act)
        {
            case PersonAct.Pause:
                return job.Pause();
            case PersonAct.Resume:
                return job.Resume();
            case PersonAct.Cancel:
                return job.Cancel();
            case PersonAct.Retry:
                var items = tx.ForUpdate(_store.Items, i => i.JobId == id && (i.State is ItemState.Failed or ItemState.Partial));
                if (items.Count == 0 || !job.Reopen())
                {
                    return false;
                }

                items.ForEach(i => i.Retry());
                return true;
            default:
                return tx.ForUpdate(_store.Sessions, s => s.IsLive).LastOrDefault()?.Drain() ?? false;
        }
    }

    /// <summary>
    /// What a worker runs is never taken for forgotten. But where a coordinator stands still: it has fetched heartbeats that are older than
    /// claims which it answers when it goes on, and two of those may cost the new attempt its run (its time is billed as preempted).
    /// </summary>
    private void Forgotten(Attempt attempt)
    {
        _world.Trace.Add("a coordinator", $"takes {attempt.Id} for forgotten");
        if (_world.Weather.CoordinatorFreezes is null && _world.Workers.Exists(w => w.Runs(attempt.Id.Value)))
        {
            throw new BrokenException("I7", $"{attempt.Id} was taken for forgotten while its worker ran it");
        }
    }
}
