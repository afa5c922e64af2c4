using Batch.Contracts.Attempts;
using Batch.Contracts.Leases;
using Batch.Contracts.Workers;
using Batch.Coordinator.Attempts;
using Batch.Coordinator.Bus;
using Batch.Coordinator.Finish;
using Batch.Coordinator.Leases;
using Batch.Coordinator.Ledger;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Storage;
using Batch.Core.Ids;
using Batch.Core.Leases;
using Batch.Simulation.Tests.Chance;
using Batch.Simulation.Tests.Coordinators;
using Batch.Simulation.Tests.Network;
using Batch.Simulation.Tests.Running;
using Batch.Simulation.Tests.Time;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Simulation.Tests.Handlers;

/// <summary>
/// A coordinator of the product without its bus: what consumers and hosted loops would call is called here, one call after the other,
/// in the order of the seed.
/// </summary>
internal sealed class HandlerNode : INode, IDisposable
{
    // As often as it looks in the product; the others are woken by signals there.
    private static readonly TimeSpan SweeperInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LoopInterval = TimeSpan.FromSeconds(10);

    private readonly World _world;
    private readonly HandlerSystem _system;
    private readonly Dice _dice;
    private readonly ServiceProvider _services;
    private readonly StaleReads _stale;
    private readonly List<LoopService> _loops = [];

    public HandlerNode(World world, HandlerSystem system, Host host, ServiceProvider services, StaleReads stale)
    {
        (_world, _system, Host, _services, _stale) = (world, system, host, services, stale);
        _dice = world.Dice.Fork();
        Store.Start();
        var rate = services.GetRequiredService<CurrentRate>();
        Wait(rate.LoadAsync(default));
        Wait(rate.UpdateAsync(default));
    }

    public Host Host { get; }

    public Store Store => Get<Store>();

    /// <summary>A process begins: its loops have forgotten everything.</summary>
    public void Start()
    {
        Host.Start();
        Loop(ActivatorUtilities.CreateInstance<Sweeper>(_services), SweeperInterval);
        Loop(ActivatorUtilities.CreateInstance<CancellationLoop>(_services), LoopInterval);
        Loop(ActivatorUtilities.CreateInstance<FinishLoop>(_services), LoopInterval);
        Host.Every(LoopInterval, () => Unless(_system.Upkeep));
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void Receive(object message, Action<object> reply)
    {
        if (message is not (Claim or AttemptFinished) || !_dice.Chance(0.5))
        {
            Unless(() => Handle(message, reply, null));
            return;
        }

        // It has loaded its rows; until it sets them, others come in between.
        var snapshot = _system.Snapshot();
        Host.After(_dice.Between(0.005, 4), () => Unless(() => Handle(message, reply, snapshot)));
    }

    public void Dispose()
    {
        _services.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _loops.ForEach(l => l.Dispose());
    }

    public static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private void Loop(LoopService loop, TimeSpan interval)
    {
        _loops.Add(loop);
        Host.Every(interval, () => Unless(() =>
        {
            while (Wait(loop.RunOnceAsync(default)))
            {
            }
        }));
    }

    /// <summary>Nothing is answered while the database is away.</summary>
    private void Unless(Action action)
    {
        if (!_system.IsDown)
        {
            action();
            _world.Changed();
        }
    }

    private void Handle(object message, Action<object> reply, SqliteConnection? snapshot)
    {
        _stale.Snapshot = snapshot;
        try
        {
            var answer = Handle(message);
            // Killed here, it has committed and told nobody.
            Host.After(TimeSpan.FromMilliseconds(1), () => reply(answer));
        }
        catch (DbUpdateException e) when (snapshot is not null && e.InnerException is SqliteException { SqliteErrorCode: 19 })
        {
            // A key that somebody else inserted first: on PostgreSQL the command runs again by itself.
            Handle(message, reply, null);
        }
        finally
        {
            _stale.Snapshot = null;
        }
    }

    private object Handle(object message)
    {
        switch (message)
        {
            case RegisterWorker worker:
                return Wait(Get<Registrations>().RegisterAsync(worker, default));
            case Heartbeat beat:
                return Wait(Get<Batch.Coordinator.Leases.Heartbeats>().BeatAsync(beat, default));
            case Claim claim:
                return Wait(Get<Batch.Coordinator.Leases.Claims>().DecideAsync(SortableId.Parse<SessionId>(claim.SessionId), claim, default)) switch
                {
                    GrantOutcome.Leased leased => Granted(leased),
                    GrantOutcome.SessionClosed => ClaimAnswer.SessionClosed,
                    _ => ClaimAnswer.Nothing,
                };
            case AttemptFinished finished:
                return Wait(Get<Commits>().FinishAsync(finished, default));
            default:
                throw new ArgumentException($"Not a message of the protocol: {message}.", nameof(message));
        }
    }

    private ClaimAnswer Granted(GrantOutcome.Leased leased)
    {
        var attempt = leased.Attempt;
        return Wait(Store.ReadAsync(
            async db => ClaimAnswer.Granted(Grants.Of(
                attempt,
                await db.Chunks.SingleAsync(c => c.Id == attempt.ChunkId),
                await db.Items.SingleAsync(i => i.Id == attempt.ItemId),
                LeaseToken.Derive(Get<SigningKey>().Value, attempt.Id, attempt.ClaimId))),
            default));
    }
}
