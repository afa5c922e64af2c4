namespace Batch.Contracts.Leases;

/// <summary>What became of a <see cref="Claim"/>.</summary>
/// <param name="Verdict">Granted, nothing to do, or why not.</param>
/// <param name="Grant">The lease; only when granted.</param>
public sealed record ClaimAnswer(ClaimVerdict Verdict, ChunkGrant? Grant)
{
    public static ClaimAnswer Granted(ChunkGrant grant) => new(ClaimVerdict.Granted, grant);

    public static ClaimAnswer Nothing { get; } = new(ClaimVerdict.Nothing, null);

    public static ClaimAnswer SessionClosed { get; } = new(ClaimVerdict.SessionClosed, null);
}
