namespace Batch.Contracts.Dispatch;

/// <summary>
/// A hint, sent to the queue of a pool: "this pool has work, this chunk for one". Losing one, repeating one or
/// getting it late does no harm: the claim decides, and the database is the truth.
/// </summary>
/// <param name="Pool">The pool that has work.</param>
/// <param name="ChunkId">The chunk that the dispatcher would like to run next.</param>
public sealed record RunChunk(string Pool, string ChunkId);
