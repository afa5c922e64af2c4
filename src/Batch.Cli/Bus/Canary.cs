namespace Batch.Cli.Bus;

/// <summary>A message of a process to itself: it comes back where its bus sends and receives.</summary>
public sealed record Canary(Guid Id);
