using Batch.Contracts.Attempts;
using Batch.Contracts.Kinds;
using Batch.Contracts.Leases;
using Batch.Worker.Metering;
using Batch.Worker.Preemption;
using Microsoft.Extensions.Logging;

namespace Batch.Worker.Attempts;

/// <summary>One attempt from grant to outcome. Never throws: everything that can happen becomes an outcome.</summary>
internal sealed partial class AttemptExecution : IDisposable
{
    private readonly string _sessionId;
    private readonly WorkerParts _parts;
    private readonly SessionMeter _meter;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private StageRun? _run;
    private StopReason _reason;

    public AttemptExecution(string sessionId, ChunkGrant grant, WorkerParts parts, SessionMeter meter)
    {
        _sessionId = sessionId;
        _parts = parts;
        _meter = meter;
        Grant = grant;
        meter.Open(grant.AttemptId);
    }

    public ChunkGrant Grant { get; }

    public long WorkDone => _run?.WorkDone ?? 0;

    /// <summary>How long it still takes; null where that cannot be known.</summary>
    public TimeSpan? Remaining => _run is { } run
        ? Forecast.Remaining(Grant.RangeEnd - Grant.RangeStart, run.WorkDone, run.OnDevice, _parts.Speeds.SlowestOf(Grant, run.Model))
        : null;

    public StopReason StopReason
    {
        get
        {
            lock (_gate)
            {
                return _reason;
            }
        }
    }

    /// <summary>Stops the run; the first reason stays. Does not wait.</summary>
    public void Stop(StopReason why)
    {
        lock (_gate)
        {
            if (_reason != StopReason.None)
            {
                return;
            }

            _reason = why;
        }

        // Asynchronously, because the callbacks of a cancellation are other people's code.
        _ = _stop.CancelAsync();
    }

    public async Task<AttemptFinished> RunAsync()
    {
        await using var wall = new WallLimit(
            TimeSpan.FromSeconds(Grant.WallLimitSeconds), _parts.Time, () => Stop(StopReason.WallLimit));
        try
        {
            return await RunStageAsync(wall) switch
            {
                StageOutcome.Done done => Succeeded(done),
                StageOutcome.BadInput bad => Failed(new(FailureReason.BadInput, bad.Code, bad.Message, bad.Remedy)),
                var other => throw new InvalidOperationException($"Unknown outcome {other.GetType()}."),
            };
        }
        catch (Exception e)
        {
            return EndOf(e);
        }
    }

    public void Dispose() => _stop.Dispose();

    private async Task<StageOutcome> RunStageAsync(WallLimit wall)
    {
        using var scratch = _parts.Scratch.Create(Grant.AttemptId);
        var authorised = new AuthorisedTime(
            Grant.AttemptId, Grant.AuthorisedMicros, _meter, _parts.Time, () => Stop(StopReason.AuthorisedTimeSpent));

        // Disposed before the end is metered: a device that the stage forgot to leave is left here.
        await using var stageRun = new StageRun(Grant, scratch.Path, _parts, _meter, authorised, wall);
        _run = stageRun;
        return await _parts.RunnerOf(Grant.Kind, Grant.Stage).RunAsync(stageRun, _stop.Token);
    }

    private AttemptFinished Succeeded(StageOutcome.Done done)
    {
        if (_run is { OnDevice: { } onDevice } run)
        {
            _parts.Speeds.Note(Grant, run.Model, onDevice);
        }

        return End(AttemptOutcome.Succeeded) with { Objects = done.Objects, Facts = done.Facts };
    }

    private AttemptFinished EndOf(Exception e)
    {
        // Once a run is stopped, whatever it throws comes from the stopping.
        switch (StopReason)
        {
            case StopReason.None:
                var failure = FailureMapping.Of(e, Grant);
                LogFailed(_parts.Log, Grant.JobId, Grant.ItemId, Grant.ChunkId, Grant.AttemptId, failure.Code, e);
                return Failed(failure);
            case StopReason.WallLimit:
                return Failed(FailureMapping.Timeout(Grant));
            default:
                return End(AttemptOutcome.Released);
        }
    }

    private AttemptFinished Failed(AttemptFailure failure) => End(AttemptOutcome.Failed) with { Failure = failure };

    private AttemptFinished End(AttemptOutcome outcome) => new()
    {
        AttemptId = Grant.AttemptId,
        ChunkId = Grant.ChunkId,
        SessionId = _sessionId,
        Epoch = Grant.Epoch,
        LeaseToken = Grant.LeaseToken,
        Outcome = outcome,
        Meter = _meter.Of(Grant.AttemptId).ByCause(),
        Model = _run?.Model,
    };
}
