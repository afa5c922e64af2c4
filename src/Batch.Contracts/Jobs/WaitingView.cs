namespace Batch.Contracts.Jobs;

/// <param name="Reason">What the job waits for, in words.</param>
/// <param name="Since">Since when.</param>
public sealed record WaitingView(string Reason, DateTimeOffset Since);
