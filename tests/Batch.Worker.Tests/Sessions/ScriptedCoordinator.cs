using System.Collections.Concurrent;
using System.Threading.Channels;
using Batch.Contracts.Attempts;
using Batch.Contracts.Leases;
using Batch.Contracts.Workers;
using Batch.Worker.Leases;

namespace Batch.Worker.Tests.Sessions;

/// <summary>A coordinator that hands out what a test gives it and keeps what it is told.</summary>
internal sealed class ScriptedCoordinator : ICoordinator
{
    private int _sessions;

    public ConcurrentQueue<ChunkGrant> Ready { get; } = [];

    public ConcurrentQueue<Claim> Claims { get; } = [];

    public Channel<RegisterWorker> Registrations { get; } = Channel.CreateUnbounded<RegisterWorker>();

    public Channel<Heartbeat> Heartbeats { get; } = Channel.CreateUnbounded<Heartbeat>();

    public Channel<AttemptFinished> Finished { get; } = Channel.CreateUnbounded<AttemptFinished>();

    /// <summary>Signalled whenever a claim is answered with nothing.</summary>
    public Channel<Claim> Emptied { get; } = Channel.CreateUnbounded<Claim>();

    /// <summary>Seconds between heartbeats.</summary>
    public double HeartbeatSeconds { get; set; } = 0.02;

    /// <summary>Takes the place of the usual answer to a claim; null for the usual one.</summary>
    public Func<Claim, ClaimAnswer?> OnClaim { get; set; } = _ => null;

    /// <summary>Answers a claim later; null for at once.</summary>
    public Func<Claim, Task<ClaimAnswer>>? Answers { get; set; }

    public Func<Heartbeat, HeartbeatAnswer> OnHeartbeat { get; set; } =
        beat => new HeartbeatAnswer { Settled = [.. beat.Finished.Select(finished => finished.AttemptId)] };

    /// <summary>Called before an end is taken; may throw.</summary>
    public Action<AttemptFinished> OnFinish { get; set; } = _ => { };

    public Task<WorkerRegistered> RegisterAsync(RegisterWorker request, CancellationToken cancellationToken)
    {
        Registrations.Writer.TryWrite(request);
        return Task.FromResult(new WorkerRegistered($"session_{Interlocked.Increment(ref _sessions)}", HeartbeatSeconds, 45));
    }

    public Task<ClaimAnswer> ClaimAsync(Claim claim, CancellationToken cancellationToken)
    {
        Claims.Enqueue(claim);
        if (Answers is { } later)
        {
            return later(claim);
        }

        if (OnClaim(claim) is { } scripted)
        {
            return Task.FromResult(scripted);
        }

        if (Ready.TryDequeue(out var grant))
        {
            return Task.FromResult(ClaimAnswer.Granted(grant));
        }

        Emptied.Writer.TryWrite(claim);
        return Task.FromResult(ClaimAnswer.Nothing);
    }

    public Task<HeartbeatAnswer> HeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken)
    {
        var answer = OnHeartbeat(heartbeat);
        Heartbeats.Writer.TryWrite(heartbeat);
        return Task.FromResult(answer);
    }

    public Task FinishAsync(AttemptFinished finished, CancellationToken cancellationToken)
    {
        OnFinish(finished);
        Finished.Writer.TryWrite(finished);
        return Task.CompletedTask;
    }
}
