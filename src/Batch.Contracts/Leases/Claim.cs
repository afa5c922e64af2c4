namespace Batch.Contracts.Leases;

/// <summary>A worker asks for a chunk. Answered with <see cref="ClaimAnswer"/>.</summary>
/// <param name="ClaimId">Made once per slot permit; the same id gets the same answer again.</param>
/// <param name="SessionId">The worker session that asks.</param>
/// <param name="Pool">The pool of the worker.</param>
/// <param name="ChunkId">The hinted chunk, granted if it is still ready; else the best ready chunk of the pool is.</param>
public sealed record Claim(Guid ClaimId, string SessionId, string Pool, string? ChunkId);
