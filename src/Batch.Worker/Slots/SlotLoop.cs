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

    private readonly WorkerSession session;
    private readonly WorkerParts parts;
    private readonly ICoordinator coordinator;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task> runs = [];
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private int permits;
    private bool draining;

    public SlotLoop(WorkerSession session, WorkerParts parts, ICoordinator coordinator)
    {
        this.session = session;
        this.parts = parts;
        this.coordinator = coordinator;
        permits = parts.Options.Slots + 1;
    }

    /// <summary>Claims whenever there may be work, until cancelled. Runs go on after that: see <see cref="DrainAsync"/>.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var poll = TimeSpan.FromSeconds(parts.Options.PollSeconds);
        await using var timer = parts.Time.CreateTimer(_ => Wake(), null, poll, poll);
        Wake();
        while (!cancellationToken.IsCancellationRequested)
        {
            await wake.Reader.ReadAsync(cancellationToken);
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

        var started = false;
        try
        {
            var claim = new Claim(Guid.NewGuid(), session.Id, parts.Options.Pool, chunkId);
            var answer = await AskUntilAnsweredAsync(claim, cancellationToken);
            if (answer.Verdict == ClaimVerdict.SessionClosed)
            {
                session.Close();
            }

            started = answer is { Verdict: ClaimVerdict.Granted, Grant: { } grant } && Start(grant);
            return started;
        }
        finally
        {
            if (!started)
            {
                ReturnPermit();
            }
        }
    }

    /// <summary>Lets the runs finish for as long as <paramref name="grace"/>, then gives the rest back.</summary>
    public async Task DrainAsync(TimeSpan grace)
    {
        Task all;
        lock (gate)
        {
            draining = true;
            all = Task.WhenAll(runs.Values);
        }

        try
        {
            await all.WaitAsync(grace, parts.Time);
        }
        catch (TimeoutException)
        {
            session.StopAll(StopReason.Draining);
            await all;
        }
    }

    private bool TakePermit()
    {
        lock (gate)
        {
            if (permits == 0 || draining)
            {
                return false;
            }

            permits--;
            return true;
        }
    }

    private void ReturnPermit()
    {
        lock (gate)
        {
            permits++;
        }
    }

    /// <returns>False where a grant came too late or twice; the end of the session gives such a chunk back.</returns>
    private bool Start(ChunkGrant grant)
    {
        lock (gate)
        {
            if (draining || session.Begin(grant) is not { } execution)
            {
                return false;
            }

            runs[grant.AttemptId] = RunAsync(execution);
            return true;
        }
    }

    private void Wake() => wake.Writer.TryWrite(true);

    /// <summary>Repeats a claim under the same id: a grant whose answer was lost comes again.</summary>
    private async Task<ClaimAnswer> AskUntilAnsweredAsync(Claim claim, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await coordinator.ClaimAsync(claim, cancellationToken);
            }
            catch (CoordinatorSilentException e)
            {
                LogClaimUnanswered(parts.Log, claim.ClaimId, claim.Pool, e.Message);
                await Task.Delay(RepeatClaimAfter, parts.Time, cancellationToken);
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
            lock (gate)
            {
                runs.Remove(execution.Grant.AttemptId);
            }
        }
    }

    /// <summary>Whatever happens, the permit comes back: a slot that is lost is lost until the worker is started again.</summary>
    private async Task<AttemptFinished> EndOfAsync(AttemptExecution execution)
    {
        try
        {
            var finished = await execution.RunAsync();
            session.End(finished);
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
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(parts.Options.RequestTimeoutSeconds), parts.Time);
        try
        {
            await coordinator.FinishAsync(finished, limit.Token);
        }
        catch (Exception e)
        {
            // Silence, a cut by the limit, or a defect of the transport: the end is in every heartbeat until it is settled.
            LogEndNotSent(parts.Log, finished.AttemptId, e.Message);
        }
    }
}
