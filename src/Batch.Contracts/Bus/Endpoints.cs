namespace Batch.Contracts.Bus;

/// <summary>The queues of the bus, by name; the one place where coordinator and workers agree on them.</summary>
public static class Endpoints
{
    /// <summary>Takes <see cref="Leases.Claim"/>, answers with <see cref="Leases.ClaimAnswer"/>.</summary>
    public const string CoordinatorClaims = "coordinator-claims";

    /// <summary>Takes <see cref="Workers.RegisterWorker"/>, answers with <see cref="Workers.WorkerRegistered"/>.</summary>
    public const string CoordinatorWorkers = "coordinator-workers";

    /// <summary>Takes <see cref="Workers.Heartbeat"/>, answers with <see cref="Workers.HeartbeatAnswer"/>.</summary>
    public const string CoordinatorHeartbeats = "coordinator-heartbeats";

    /// <summary>Takes <see cref="Attempts.AttemptFinished"/>; nothing is answered.</summary>
    public const string CoordinatorCommits = "coordinator-commits";

    /// <summary>The queue on which the workers of a pool hear <see cref="Dispatch.RunChunk"/>.</summary>
    public static string Pool(string pool) => $"pool-{pool}";

    /// <summary>Whether a name is that of one of these queues, not of somebody's queue for answers.</summary>
    public static bool IsQueue(string name) =>
        name.StartsWith("coordinator-", StringComparison.Ordinal) || name.StartsWith("pool-", StringComparison.Ordinal);

    /// <summary>
    /// The address of a queue, in the form that every transport understands. It names the exchange before the queue: who sends to
    /// a queue by name would declare it, and not as its receivers do.
    /// </summary>
    public static Uri AddressOf(string queue) => new(IsDurable(queue) ? $"exchange:{queue}" : $"exchange:{queue}?durable=false");

    /// <summary>Heartbeats come again in seconds and must not wait for a disk; everything else outlives a restart of the broker.</summary>
    public static bool IsDurable(string queue) => queue != CoordinatorHeartbeats;
}
