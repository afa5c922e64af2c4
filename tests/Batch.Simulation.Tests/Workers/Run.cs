using Batch.Contracts.Attempts;
using Batch.Contracts.Objects;
using Batch.Simulation.Tests.Coordinators;
using Batch.Worker.Attempts;
using Batch.Worker.Metering;
using Batch.Worker.Sessions;

namespace Batch.Simulation.Tests.Workers;

/// <summary>
/// An attempt from grant to outcome, as AttemptExecution and a stage go through it: fetch, wait for a slot, now and then start the
/// engine, run, say how it ended.
/// </summary>
internal sealed class Run(SimulatedWorker worker, WorkerSession session, Slots slots, AttemptExecution execution)
{
    private int? _slot;
    private int? _starting;
    private DeviceShare? _share;
    private bool _isStopping;
    private bool _hasEnded;

    public StopReason StopReason => execution.StopReason;

    private string Id => execution.Grant.AttemptId;

    private string Item => execution.Grant.Source.Name;

    public void Begin() => After(worker.Dice.Between(0.05, 2), () => slots.Enter(Enter));

    /// <summary>Ends if it was told to stop.</summary>
    public void Look()
    {
        if (!_isStopping && StopReason != StopReason.None)
        {
            _isStopping = true;
            worker.Host.After(worker.Dice.Between(0.001, 0.5), () => End(
                StopReason is StopReason.WallLimit ? Failed(FailureReason.Timeout) : Ended(AttemptOutcome.Released)));
        }
    }

    private void Enter(int slot)
    {
        if (_hasEnded)
        {
            slots.Leave(slot);
            return;
        }

        _slot = slot;
        var device = slot % worker.Parts.Options.Devices;
        if (!worker.Dice.Chance(0.1))
        {
            Engage(device);
            return;
        }

        session.Meter.BeginColdStart(device);
        _starting = device;
        After(worker.Dice.Between(1, 8), () =>
        {
            EndColdStart();
            Engage(device);
        });
    }

    private void Engage(int device)
    {
        var (dice, weather) = (worker.Dice, worker.World.Weather);
        _share = session.Meter.Start(Id, device);
        var length = dice.Between(1, 25);
        if (dice.Chance(weather.Hang))
        {
            After(TimeSpan.FromSeconds(execution.Grant.WallLimitSeconds), () =>
            {
                execution.Stop(StopReason.WallLimit);
                Look();
            });
            return;
        }

        if (dice.Chance(weather.Redo))
        {
            After(length / 2, () => session.Meter.BeginQualityRedo(_share));
        }

        var reason = Reason();
        After(reason is null ? length : length / 3, () => End(reason is { } failed ? Failed(failed) : Done()));
    }

    private FailureReason? Reason()
    {
        var (dice, weather) = (worker.Dice, worker.World.Weather);
        return Item.StartsWith(Shape.Bad, StringComparison.Ordinal) ? FailureReason.BadInput
            : dice.Chance(weather.Crash) ? FailureReason.EngineCrash
            : dice.Chance(weather.Machinery) ? FailureReason.Machinery
            : dice.Chance(weather.Killed) ? FailureReason.Killed
            : null;
    }

    private Func<AttemptFinished> Done() => () => Ended(AttemptOutcome.Succeeded)() with { Objects = [new WrittenObject(Shape.Result, 2, "ab")] };

    private Func<AttemptFinished> Failed(FailureReason reason) => () =>
        Ended(AttemptOutcome.Failed)() with { Failure = new AttemptFailure(reason, "simulated", $"{reason} in {Item}.", "Try again.") };

    // Made when the device has been left, so that the meter stands still.
    private Func<AttemptFinished> Ended(AttemptOutcome outcome) => () => new AttemptFinished
    {
        AttemptId = Id,
        ChunkId = execution.Grant.ChunkId,
        SessionId = session.Id,
        Epoch = execution.Grant.Epoch,
        LeaseToken = execution.Grant.LeaseToken,
        Outcome = outcome,
        Meter = session.Meter.Of(Id).ByCause(),
    };

    private void End(Func<AttemptFinished> finished)
    {
        if (_hasEnded)
        {
            return;
        }

        _hasEnded = true;
        EndColdStart();
        if (_share is not null)
        {
            session.Meter.Stop(_share);
        }

        if (_slot is { } slot)
        {
            slots.Leave(slot);
        }

        var end = finished();
        worker.World.Trace.Add(worker.Host.Name, $"ends {worker.World.Trace.Of(Id)}: {end.Outcome} {end.Failure?.Reason} {StopReason}");
        slots.End(this, end);
    }

    private void EndColdStart()
    {
        if (_starting is { } device)
        {
            _starting = null;
            session.Meter.EndColdStart(device);
        }
    }

    private void After(TimeSpan delay, Action action) => worker.Host.After(delay, () =>
    {
        if (!_hasEnded && !_isStopping)
        {
            action();
        }
    });
}
