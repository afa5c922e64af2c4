namespace Batch.Coordinator.Storage;

/// <summary>Why nothing can be stored.</summary>
/// <param name="Reason">For a person, with the remedy.</param>
/// <param name="Since">When the first write failed for it.</param>
public sealed record StorageTrouble(string Reason, DateTimeOffset Since);
