namespace Batch.Contracts.Workers;

/// <summary>The answer to <see cref="RegisterWorker"/>.</summary>
/// <param name="SessionId">The new session.</param>
/// <param name="HeartbeatSeconds">Time between heartbeats.</param>
/// <param name="LeaseTermSeconds">A session that is silent for this long may be declared lost.</param>
public sealed record WorkerRegistered(string SessionId, double HeartbeatSeconds, double LeaseTermSeconds);
