using System.Text.Json;
using Batch.Contracts.Kinds;
using Batch.Coordinator.Chunks;
using Batch.Coordinator.Costs;
using Batch.Coordinator.Fleet;
using Batch.Coordinator.Items;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Storage;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Simulation.Tests.Checking;
using Batch.Simulation.Tests.Coordinators;
using Batch.Simulation.Tests.Network;
using Batch.Simulation.Tests.Running;
using Batch.Simulation.Tests.Time;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Batch.Simulation.Tests.Handlers;

/// <summary>Two coordinators of the product, their stores and handlers as they are, on one SQLite file.</summary>
internal sealed class HandlerSystem : ISystemUnderTest
{
    private static readonly JsonElement NoPayload = JsonElement.Parse("{}");

    private readonly World _world;
    private readonly DirectoryInfo _home;
    private readonly string _database;
    private readonly List<HandlerNode> _nodes = [];
    private readonly List<(JobId Id, Shape Shape)> _jobs = [];
    private readonly List<SqliteConnection> _snapshots = [];

    public HandlerSystem(World world, IInterceptor? planted = null)
    {
        _world = world;
        _home = HandlerHome.Create();
        _database = Path.Join(_home.FullName, "batch.db");
        var clock = new SteppingClock(world.Time);
        for (var i = 0; i < 2; i++)
        {
            var (host, stale) = (new Host(world.Time, $"coordinator-{i}"), new StaleReads());
            var services = HandlerHome.Services(_home, host.Clock, clock, () => world.Bus.IsDown, new TracedLog(world.Trace, host.Name), planted is null ? [stale] : [stale, planted]);
            _nodes.Add(new HandlerNode(world, this, host, services, stale));
        }
    }

    public IReadOnlyList<INode> Nodes => _nodes;

    public bool IsDown { get; set; }

    public bool JobsHaveEnded => !Ask(db => db.Jobs.Any(j => j.EndedAt == null));

    public bool SessionsHaveEnded => !Ask(db => db.Sessions.Any(s => s.EndedAt == null));

    private Store Store => _nodes[0].Store;

    public void Start(int node) => _nodes[node].Start();

    public void Submit(Shape shape, IReadOnlyList<bool> areBad)
    {
        var job = Write(scope =>
        {
            var job = new Job(SortableId.New<JobId>(scope.Now), Shape.Submission(shape.Project, Path.Join(_home.FullName, "out")), scope.Now);
            job.Start();
            job.CompleteEnumeration();
            scope.Db.Jobs.Add(job);
            // So that it does not end before it has begun.
            foreach (var number in Enumerable.Range(0, shape.Items))
            {
                scope.Db.Items.Add(Shape.NewItem(scope.Now + TimeSpan.FromMilliseconds(number), job.Id, number, areBad[number]));
            }

            scope.Count(job.Id, new JobDelta { Items = shape.Items, ItemsOpen = shape.Items, ItemsPending = shape.Items });
            return job.Id;
        });
        _jobs.Add((job, shape));
    }

    public void Do(PersonAct act, int job)
    {
        var (id, shape) = _jobs[job];
        var (node, caller) = (_nodes[0], new Caller(shape.Project, "somebody"));
        switch (act)
        {
            case PersonAct.Pause:
                Write(scope => scope.Db.Jobs.ForUpdate().Single(j => j.Id == id).Pause());
                break;
            case PersonAct.Resume:
                Write(scope => scope.Db.Jobs.ForUpdate().Single(j => j.Id == id).Resume());
                break;
            case PersonAct.Cancel:
                HandlerNode.Wait(node.Get<JobCancel>().CancelAsync(caller, id.Value, default));
                break;
            case PersonAct.Retry:
                HandlerNode.Wait(node.Get<JobRetry>().RetryAsync(caller, id.Value, default));
                break;
            default:
                if (Ask(db => db.Sessions.Where(s => s.State == SessionState.Live).OrderBy(s => s.Id).ToList()).LastOrDefault() is { } session)
                {
                    HandlerNode.Wait(node.Get<WorkerDrain>().DrainAsync(caller, session.Id.Value, default));
                }

                break;
        }
    }

    /// <summary>The database as it is now, for whoever reads it later.</summary>
    public SqliteConnection Snapshot()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _database, Pooling = false }.ConnectionString);
        _snapshots.Add(connection);
        connection.Open();
        using var begin = connection.CreateCommand();
        // A snapshot is taken by the first read.
        begin.CommandText = "BEGIN DEFERRED; SELECT COUNT(*) FROM jobs;";
        begin.ExecuteScalar();
        return connection;
    }

    /// <summary>What enumeration, publication and the dispatcher do, played: they hold no decision of the protocol.</summary>
    public void Upkeep()
    {
        foreach (var item in Ask(db => db.Items.Where(i => i.State == ItemState.Pending || i.State == ItemState.Publishing).OrderBy(i => i.Id).ToList()))
        {
            Write(scope => item.State is ItemState.Pending ? Open(scope, item.Id) : Publish(scope, item.Id));
        }

        Ask(db => db.Chunks.Where(c => c.State == ChunkState.Ready).OrderByDescending(c => c.Spec.Weight).ThenBy(c => c.Spec.ItemId).Select(c => c.Id).Take(3).ToList())
            .ForEach(_world.Hint);
    }

    public Records Read() => Ask(db => new Records
    {
        Jobs = db.Jobs.ToList(),
        Items = db.Items.ToList(),
        Chunks = db.Chunks.ToList(),
        Attempts = db.Attempts.ToList(),
        Sessions = db.Sessions.ToList(),
        Postings = db.Postings.ToList(),
        Results = Results(db),
    });

    /// <summary>What only a database keeps: roll-ups that are the sums of their postings, counters that are those of their rows.</summary>
    public void CheckSums()
    {
        var ledger = HandlerNode.Wait(Store.ReadAsync(db => LedgerCheck.RunAsync(db, job: null, default), default));
        if (!ledger.Reconciled)
        {
            throw new BrokenException("I3", string.Join("; ", ledger.Problems));
        }

        foreach (var counters in Ask(db => db.JobCounters.ToList()))
        {
            var items = Ask(db => db.Items.Where(i => i.JobId == counters.JobId).ToList());
            var counted = (counters.ItemsOpen, counters.ItemsPending, counters.ChunksOpen, counters.AttemptsOpen, counters.ItemsCompleted, counters.ItemsPartial, counters.ItemsFailed, counters.ItemsCancelled);
            var there = (0L, 0L, 0L, 0L, Of(ItemState.Completed), Of(ItemState.Partial), Of(ItemState.Failed), Of(ItemState.Cancelled));
            if (counted != there)
            {
                throw new BrokenException("I5", $"the counters of {counters.JobId} (open items, pending, open chunks, open attempts, completed, partial, failed, cancelled) are {counted}, not {there}");
            }

            long Of(ItemState state) => items.Count(i => i.State == state);
        }
    }

    public void Dispose()
    {
        _snapshots.ForEach(s => s.Dispose());
        _nodes.ForEach(n => n.Dispose());
        HandlerHome.Delete(_home);
    }

    private T Ask<T>(Func<BatchDbContext, T> query) => HandlerNode.Wait(Store.ReadAsync(db => Task.FromResult(query(db)), default));

    private T Write<T>(Func<WriteScope, T> command) => HandlerNode.Wait(Store.WriteAsync(command, default));

    private bool Open(WriteScope scope, ItemId id)
    {
        var item = scope.Db.Items.ForUpdate().Single(i => i.Id == id);
        var job = scope.Db.Jobs.ForShare().Single(j => j.Id == item.JobId);
        if (item.State is not ItemState.Pending || !job.Runs)
        {
            return false;
        }

        var shape = _jobs.Single(j => j.Id == job.Id).Shape;
        var plan = new List<PlannedChunk>();
        for (var (i, at) = (0, 0L); i < shape.Chunks; at += 10 + i, i++)
        {
            plan.Add(new PlannedChunk(at, at + 10 + i, [], NoPayload));
        }

        item.Open("sha", stage: 0, shape.Chunks);
        _nodes[0].Get<StageOpening>().OpenPlanned(scope, job, item, 0, plan);
        scope.Count(job.Id, new JobDelta { ItemsPending = -1 });
        return true;
    }

    private bool Publish(WriteScope scope, ItemId id)
    {
        var item = scope.Db.Items.ForUpdate().Single(i => i.Id == id);
        if (item.State is not ItemState.Publishing)
        {
            return false;
        }

        item.Published();
        _nodes[0].Get<ItemEnds>().Record(scope, item);
        return true;
    }

    private static List<ResultRow> Results(BatchDbContext db)
    {
        var chunks = db.Chunks.ToDictionary(c => (c.Spec.ItemId, c.Spec.Round, c.Spec.Stage, c.Spec.Sequence));
        return db.Objects.ToList().ConvertAll(o =>
        {
            // The name of an object holds the epoch under which it was written.
            var chunk = chunks[(o.ItemId, o.Round, o.Stage, o.Sequence)];
            var isOfEpoch = o.ObjectName == ObjectNames.Output(chunk, chunk.Epoch, o.Name, o.Scratch);
            return new ResultRow(o.ItemId, o.Round, o.Stage, o.Sequence, isOfEpoch ? chunk.Epoch : -1);
        });
    }
}
