namespace Batch.Contracts.Workers;

/// <summary>An attempt that a worker holds.</summary>
/// <param name="Id">The attempt.</param>
/// <param name="JobId">Its job.</param>
/// <param name="Source">The item's input as the user knows it.</param>
/// <param name="Stage">Such as <c>transcribe</c>.</param>
/// <param name="Since">When it was granted.</param>
/// <param name="WorkDone">Work units done, at the last heartbeat.</param>
/// <param name="Work">Work units of the chunk.</param>
public sealed record WorkerAttempt(string Id, string JobId, string Source, string Stage, DateTimeOffset Since, long WorkDone, long Work);
