using Batch.Contracts.Costs;
using Batch.Coordinator.Storage;
using Batch.Core.Attempts;
using Batch.Core.Jobs;
using Batch.Core.Metering;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Costs;

/// <summary>What a job pays, from its roll-ups: the same cost to read at ten entries and at ten million.</summary>
internal static class JobCostSheet
{
    public static async Task<JobCosts> ReadAsync(BatchDbContext db, Job job, CancellationToken cancellationToken)
    {
        var account = job.Id.Value;
        var rollups = await db.Rollups.Where(r => r.Account == account).ToListAsync(cancellationToken);
        var pending = await db.Attempts.LongCountAsync(a => a.JobId == job.Id && a.State == AttemptState.Running, cancellationToken);
        var rates = await Rates.LoadAsync(db, cancellationToken);
        var sheet = new CostSheet(rates, rollups);
        return new JobCosts
        {
            JobId = account,
            Total = sheet.Total,
            Lines = sheet.Group(
                p => (p.Stage, p.Pool, p.Model, p.Cause),
                (key, seconds, cost) => new CostLine(key.Stage, key.Pool, key.Model.Length > 0 ? key.Model : null, CauseWords.Of(key.Cause), seconds, cost)),
            ByCause = sheet.ByCause,
            PendingAttempts = pending,
            Rate = rates.Describe(rollups.Select(r => r.RateVersion)),
        };
    }
}
