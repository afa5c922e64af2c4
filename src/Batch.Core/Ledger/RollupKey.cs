using Batch.Core.Metering;

namespace Batch.Core.Ledger;

/// <summary>What totals are kept by, in the transaction that posts.</summary>
/// <param name="Account">A job's id, or <c>pool:NAME</c>.</param>
/// <param name="Stage">The stage; empty for a session's own time.</param>
/// <param name="Pool">The pool.</param>
/// <param name="Model">The model; empty where there was none.</param>
/// <param name="Cause">Why it was spent.</param>
/// <param name="RateVersion">At which rate.</param>
/// <param name="Day">UTC day of the posting.</param>
public readonly record struct RollupKey(
    string Account,
    string Stage,
    string Pool,
    string Model,
    Cause Cause,
    int RateVersion,
    DateOnly Day)
{
    public static string PoolAccount(string pool) => $"pool:{pool}";

    public static RollupKey Of(Posting posting, PostingLine line)
    {
        ArgumentNullException.ThrowIfNull(posting);
        ArgumentNullException.ThrowIfNull(line);
        var account = posting.Account;
        return new RollupKey(
            account.JobId?.Value ?? PoolAccount(account.Pool),
            account.Stage,
            account.Pool,
            account.Model,
            line.Cause,
            line.RateVersion,
            DateOnly.FromDateTime(posting.At.UtcDateTime));
    }
}
