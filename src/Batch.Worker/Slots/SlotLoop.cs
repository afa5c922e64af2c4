using System.Threading.Channels;
using Batch.Contracts.Attempts;
using Batch.Contracts.Leases;
using Batch.Worker.Attempts;
using Batch.Worker.Leases;
using Batch.Worker.Sessions;
using Microsoft.Extensions.Logging;

namespace Batch.Worker.Slots;

/// <summary>
/// Claims and runs attempts within one session: one more than there are slots, so that the next input is fetched while
/// the devices are busy. Hints, finished runs and a slow poll make it claim; the answer "nothing" makes it wait.
/// </summary>
internal sealed partial class SlotLoop
{
    private static readonly TimeSpan RepeatClaimAfter = TimeSpan.FromSeconds(1);

    private readonly WorkerSession _session;
    private readonly WorkerParts _parts;
    private readonly ICoordinator _coordinator;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _runs = [];
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private int _permits;
    private bool _draining;

    public SlotLoop(WorkerSession session, WorkerParts parts, ICoordinator coordinator)
    {
        _session = session;
        _parts = parts;
        _coordinator = coordinator;
        _permits = parts.Options.Slots + 1;
    }

    /// <summary>Claims whenever there may be work, until cancelled. Runs go on after that: see <see cref="DrainAsync"/>.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var poll = TimeSpan.FromSeconds(_parts.Options.PollSeconds);
        await using var timer = _parts.Time.CreateTimer(_ => Wake(), null, poll, poll);
        Wake();
        while (!cancellationToken.IsCancellationRequested)
        {
            await _wake.Reader.ReadAsync(cancellationToken);
            while (await TryClaimAsync(chunkId: null, cancellationToken))
            {
            }
        }
    }

    /// <summary>Claims once, for a hinted chunk; does nothing where no permit is free.</summary>
    /// <returns>Whether a run was started.</returns>
    public async Task<bool> TryClaimAsync(string? chunkId, CancellationToken cancellationToken)
    {
        if (!TakePermit())
        {
            return false;
        }

        var claim = new Claim(Guid.NewGuid(), _session.Id, _parts.Options.Pool, chunkId);
        var started = false;
        try
        {
            _session.BeginClaim(claim.ClaimId);
            var answer = await AskUntilAnsweredAsync(claim, cancellationToken);
            if (answer.Verdict == ClaimVerdict.SessionClosed)
            {
                _session.Close();
            }

            started = answer is { Verdict: ClaimVerdict.Granted, Grant: { } grant } && Start(grant);
            return started;
        }
        finally
        {
            _session.EndClaim(claim.ClaimId);
            if (!started)
            {
                ReturnPermit();
            }
        }
    }

    /// <summary>Lets the runs finish for as long as <paramref name="grace"/>, then gives the rest back.</summary>
    public async Task DrainAsync(TimeSpan grace)
    {
        if (!await TryEndAsync(grace, CancellationToken.None))
        {
            _session.StopAll(StopReason.Draining);
            await TryEndAsync(Timeout.InfiniteTimeSpan, CancellationToken.None);
        }
    }

    /// <summary>Claims nothing more and waits for the runs.</summary>
    /// <returns>False where some still run after the grace, or when cancelled.</returns>
    public async Task<bool> TryEndAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        Task all;
        lock (_gate)
        {
            _draining = true;
            all = Task.WhenAll(_runs.Values);
        }

        try
        {
            await all.WaitAsync(grace, _parts.Time, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    private bool TakePermit()
    {
        lock (_gate)
        {
            if (_permits == 0 || _draining)
            {
                return false;
            }

            _permits--;
            return true;
        }
    }

    private void ReturnPermit()
    {
        lock (_gate)
        {
            _permits++;
        }
    }

    /// <returns>False where a grant came too late or twice; the end of the session gives such a chunk back.</returns>
    private bool Start(ChunkGrant grant)
    {
        lock (_gate)
        {
            if (_draining || _session.Begin(grant) is not { } execution)
            {
                return false;
            }

            _runs[grant.AttemptId] = RunAsync(execution);
            return true;
        }
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Repeats a claim under the same id: a grant whose answer was lost comes again.</summary>
    private async Task<ClaimAnswer> AskUntilAnsweredAsync(Claim claim, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await _coordinator.ClaimAsync(claim, cancellationToken);
            }
            catch (CoordinatorSilentException e)
            {
                LogClaimUnanswered(_parts.Log, claim.ClaimId, claim.Pool, e.Message);
                await Task.Delay(RepeatClaimAfter, _parts.Time, cancellationToken);
            }
        }
    }

    private async Task RunAsync(AttemptExecution execution)
    {
        // The claim's caller goes on at once, whatever the stage does before its first await.
        await Task.Yield();
        try
        {
            var finished = await EndOfAsync(execution);
            if (execution.StopReason != StopReason.SessionClosed)
            {
                await SendAsync(finished);
            }
        }
        finally
        {
            lock (_gate)
            {
                _runs.Remove(execution.Grant.AttemptId);
            }
        }
    }

    /// <summary>Whatever happens, the permit comes back: a slot that is lost is lost until the worker is started again.</summary>
    private async Task<AttemptFinished> EndOfAsync(AttemptExecution execution)
    {
        try
        {
            var finished = await execution.RunAsync();
            _session.End(finished);
            return finished;
        }
        finally
        {
            ReturnPermit();
            Wake();
        }
    }

    private async Task SendAsync(AttemptFinished finished)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(_parts.Options.RequestTimeoutSeconds), _parts.Time);
        try
        {
            await _coordinator.FinishAsync(finished, limit.Token);
        }
        catch (Exception e)
        {
            // Silence, a cut by the limit, or a defect of the transport: the end is in every heartbeat until it is settled.
            LogEndNotSent(_parts.Log, finished.AttemptId, e.Message);
        }
    }
}
