using Batch.Contracts.Attempts;
using Batch.Contracts.Bus;
using Batch.Contracts.Leases;
using Batch.Contracts.Workers;
using MassTransit;

namespace Batch.Worker.Leases;

/// <summary>The coordinator over MassTransit: requests to its queues, by explicit address.</summary>
internal sealed class BusCoordinator(IBus bus, IClientFactory clients, TimeSpan timeout, TimeProvider time) : ICoordinator
{
    private readonly IRequestClient<RegisterWorker> _workers = Client<RegisterWorker>(clients, Endpoints.CoordinatorWorkers, timeout);
    private readonly IRequestClient<Claim> _claims = Client<Claim>(clients, Endpoints.CoordinatorClaims, timeout);
    private readonly IRequestClient<Heartbeat> _heartbeats = Client<Heartbeat>(clients, Endpoints.CoordinatorHeartbeats, timeout);

    public Task<WorkerRegistered> RegisterAsync(RegisterWorker request, CancellationToken cancellationToken) =>
        AskAsync(async limit => (await _workers.GetResponse<WorkerRegistered>(request, limit)).Message, cancellationToken);

    public Task<ClaimAnswer> ClaimAsync(Claim claim, CancellationToken cancellationToken) =>
        AskAsync(async limit => (await _claims.GetResponse<ClaimAnswer>(claim, limit)).Message, cancellationToken);

    public Task<HeartbeatAnswer> HeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken) =>
        AskAsync(async limit => (await _heartbeats.GetResponse<HeartbeatAnswer>(heartbeat, limit)).Message, cancellationToken);

    public Task FinishAsync(AttemptFinished finished, CancellationToken cancellationToken) => AskAsync(
        async limit =>
        {
            var endpoint = await bus.GetSendEndpoint(Endpoints.AddressOf(Endpoints.CoordinatorCommits));
            await endpoint.Send(finished, limit);
            return true;
        },
        cancellationToken);

    private static IRequestClient<T> Client<T>(IClientFactory clients, string queue, TimeSpan timeout)
        where T : class =>
        clients.CreateRequestClient<T>(Endpoints.AddressOf(queue), timeout);

    /// <summary>
    /// A time-out, a fault of the consumer and whatever a transport throws are the same to a worker: no answer. The transport's own
    /// time-out begins only when it has sent, and without a broker it never sends: so the call as a whole is limited too.
    /// </summary>
    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(2 * timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await ask(either.Token).WaitAsync(either.Token);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CoordinatorSilentException(
                limit.IsCancellationRequested ? "The coordinator did not answer: the bus took nothing." : $"The coordinator did not answer: {(e.InnerException ?? e).Message}", e);
        }
    }
}
