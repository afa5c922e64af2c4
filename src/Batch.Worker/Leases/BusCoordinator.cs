using Batch.Contracts.Attempts;
using Batch.Contracts.Bus;
using Batch.Contracts.Leases;
using Batch.Contracts.Workers;
using MassTransit;

namespace Batch.Worker.Leases;

/// <summary>The coordinator over MassTransit: requests to its queues, by explicit address.</summary>
internal sealed class BusCoordinator(IBus bus, TimeSpan timeout) : ICoordinator
{
    private readonly IRequestClient<RegisterWorker> _workers = Client<RegisterWorker>(bus, Endpoints.CoordinatorWorkers, timeout);
    private readonly IRequestClient<Claim> _claims = Client<Claim>(bus, Endpoints.CoordinatorClaims, timeout);
    private readonly IRequestClient<Heartbeat> _heartbeats = Client<Heartbeat>(bus, Endpoints.CoordinatorHeartbeats, timeout);

    public Task<WorkerRegistered> RegisterAsync(RegisterWorker request, CancellationToken cancellationToken) =>
        AskAsync(async () => (await _workers.GetResponse<WorkerRegistered>(request, cancellationToken)).Message, cancellationToken);

    public Task<ClaimAnswer> ClaimAsync(Claim claim, CancellationToken cancellationToken) =>
        AskAsync(async () => (await _claims.GetResponse<ClaimAnswer>(claim, cancellationToken)).Message, cancellationToken);

    public Task<HeartbeatAnswer> HeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken) =>
        AskAsync(async () => (await _heartbeats.GetResponse<HeartbeatAnswer>(heartbeat, cancellationToken)).Message, cancellationToken);

    public Task FinishAsync(AttemptFinished finished, CancellationToken cancellationToken) => AskAsync(
        async () =>
        {
            var endpoint = await bus.GetSendEndpoint(Endpoints.AddressOf(Endpoints.CoordinatorCommits));
            await endpoint.Send(finished, cancellationToken);
            return true;
        },
        cancellationToken);

    private static IRequestClient<T> Client<T>(IBus bus, string queue, TimeSpan timeout)
        where T : class =>
        bus.CreateRequestClient<T>(Endpoints.AddressOf(queue), timeout);

    /// <summary>
    /// A time-out, a fault of the consumer and whatever a transport throws are the same to a worker: no answer.
    /// </summary>
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CoordinatorSilentException($"The coordinator did not answer: {e.Message}", e);
        }
    }
}
