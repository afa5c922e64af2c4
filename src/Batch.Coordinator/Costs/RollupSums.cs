using Batch.Coordinator.Storage;
using Batch.Core.Ids;
using Batch.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Costs;

/// <summary>Whether the roll-ups are the sums of the postings.</summary>
internal static class RollupSums
{
    public static async Task<IReadOnlyList<string>> ProblemsAsync(BatchDbContext db, JobId? job, CancellationToken cancellationToken)
    {
        var posted = new Dictionary<RollupKey, long>();
        await foreach (var posting in db.Postings.Where(p => job == null || p.Account.JobId == job).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            foreach (var line in posting.Lines)
            {
                var key = RollupKey.Of(posting, line);
                posted[key] = posted.GetValueOrDefault(key) + line.Time.Micros;
            }
        }

        var account = job?.Value;
        var rolledUp = await db.Rollups.Where(r => account == null || r.Account == account).ToListAsync(cancellationToken);
        var shown = rolledUp.ToDictionary(
            r => new RollupKey(r.Account, r.Stage, r.Pool, r.Model, r.Cause, r.RateVersion, r.Day),
            r => r.Time.Micros);
        return
        [
            .. posted.Keys.Union(shown.Keys)
                .Where(key => posted.GetValueOrDefault(key) != shown.GetValueOrDefault(key))
                .Select(key => $"The roll-up of {key.Account}, stage '{key.Stage}', {key.Cause}, {key.Day:O} says {shown.GetValueOrDefault(key)} us, but its postings add up to {posted.GetValueOrDefault(key)} us."),
        ];
    }
}
