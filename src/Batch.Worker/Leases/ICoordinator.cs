using Batch.Contracts.Attempts;
using Batch.Contracts.Leases;
using Batch.Contracts.Workers;

namespace Batch.Worker.Leases;

/// <summary>
/// The coordinator as a worker sees it, whatever the transport. Each call throws <see cref="CoordinatorSilentException"/>
/// where no answer came; that never means a refusal.
/// </summary>
public interface ICoordinator
{
    Task<WorkerRegistered> RegisterAsync(RegisterWorker request, CancellationToken cancellationToken);

    Task<ClaimAnswer> ClaimAsync(Claim claim, CancellationToken cancellationToken);

    Task<HeartbeatAnswer> HeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken);

    /// <summary>The fast path of an attempt's end; heartbeats repeat it until it is settled.</summary>
    Task FinishAsync(AttemptFinished finished, CancellationToken cancellationToken);
}
