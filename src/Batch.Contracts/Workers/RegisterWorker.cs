namespace Batch.Contracts.Workers;

/// <summary>A worker opens a session for one pool. Answered with <see cref="WorkerRegistered"/>.</summary>
/// <param name="InstanceId">Durable id of the worker; registering it again closes its predecessor's session at once.</param>
/// <param name="Pool">The pool that it serves.</param>
/// <param name="Devices">Devices that it meters, at least 1.</param>
/// <param name="Slots">Attempts that may hold a device at the same time, at least 1.</param>
/// <param name="Host">Machine name, for people.</param>
public sealed record RegisterWorker(string InstanceId, string Pool, int Devices, int Slots, string Host);
