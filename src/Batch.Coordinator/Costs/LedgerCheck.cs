using Batch.Contracts.Costs;
using Batch.Coordinator.Storage;
using Batch.Core.Attempts;
using Batch.Core.Ids;
using Batch.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Costs;

/// <summary>Proves the sums of the ledger, session by session, on one snapshot of the database.</summary>
internal static class LedgerCheck
{
    // A broken ledger is broken everywhere; nobody reads ten thousand sentences.
    private const int MostProblems = 100;

    /// <param name="db">A context of its own.</param>
    /// <param name="job">Checks the sessions that worked for this job and its roll-ups; null for everything.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public static async Task<Reconciliation> RunAsync(BatchDbContext db, JobId? job, CancellationToken cancellationToken)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancellationToken);

        var sessions = await db.Sessions
            .Where(s => job == null || db.Attempts.Any(a => a.SessionId == s.Id && a.JobId == job))
            .OrderBy(s => s.Id)
            .ToListAsync(cancellationToken);
        var problems = new List<string>();
        long uptime = 0;
        long attributed = 0;
        var pending = 0;
        foreach (var session in sessions)
        {
            var attempts = await db.Attempts.Where(a => a.SessionId == session.Id).ToListAsync(cancellationToken);
            var postings = await db.Postings.Where(p => p.Account.SessionId == session.Id).ToListAsync(cancellationToken);
            var account = await db.SessionAccounts.SingleOrDefaultAsync(a => a.SessionId == session.Id, cancellationToken);
            var sums = new SessionSums(session, attempts, postings, account ?? new SessionAccount(session.Id, session.RegisteredAt));
            problems.AddRange(sums.Problems());
            uptime += session.Uptime.Micros;
            attributed += sums.Attributed;
            pending += attempts.Count(a => a.State is AttemptState.Running);
        }

        problems.AddRange(await RollupSums.ProblemsAsync(db, job, cancellationToken));
        return new Reconciliation(problems.Count == 0, sessions.Count, uptime, attributed, pending, [.. problems.Take(MostProblems)]);
    }
}
