namespace Batch.Contracts.Workers;

/// <summary>What an autoscaler reads, such as KEDA's <c>metrics-api</c> with <c>valueLocation: workers</c>.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Workers">Workers that it should have now.</param>
public sealed record WantedWorkers(string Pool, int Workers);
