namespace Batch.Contracts.Costs;

/// <summary>
/// What the account of a pool pays (cold start, idle, unattributed): the answer of <c>GET /v1/pools/{pool}/costs</c>.
/// </summary>
/// <param name="Pool">The pool.</param>
/// <param name="ByCause">Its totals.</param>
public sealed record PoolCosts(string Pool, IReadOnlyList<CauseTotal> ByCause);
