using Batch.Coordinator.Jobs;
using Batch.Coordinator.Ledger;
using Batch.Core.Ids;
using Batch.Core.Metering;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Batch.Coordinator.Storage;

/// <summary>
/// One transaction over many commands. Each has a savepoint of its own, so that a failing one is answered alone;
/// deltas of shared rows are summed and written once at the end.
/// </summary>
internal sealed class GroupCommit(IDbContextFactory<SqliteBatchDbContext> contexts, TimeProvider time)
{
    private const string Savepoint = "command";

    public void Run(IReadOnlyList<IWriteCommand> commands)
    {
        var accepted = new List<IWriteCommand>(commands.Count);
        WriteScope? group = null;
        try
        {
            using var db = contexts.CreateDbContext();
            db.Database.AutoSavepointsEnabled = false;
            // The SQLite provider begins immediate transactions: the one writer never upgrades a read lock.
            using var transaction = db.Database.BeginTransaction();
            group = new WriteScope(db, time.GetUtcNow());
            foreach (var command in commands)
            {
                if (Run(command, db, transaction, group))
                {
                    accepted.Add(command);
                }
            }

            WriteDeltas(db, group);
            transaction.Commit();
        }
#pragma warning disable CA1031 // The transaction failed as a whole: everybody in it is told the reason.
        catch (Exception error)
#pragma warning restore CA1031
        {
            accepted.ForEach(c => c.Fail(error));
            foreach (var command in commands.Except(accepted))
            {
                command.Fail(error);
            }

            return;
        }

        accepted.ForEach(c => c.Succeed());
        group.Announce();
    }

    private static bool Run(IWriteCommand command, BatchDbContext db, IDbContextTransaction transaction, WriteScope group)
    {
        var scope = new WriteScope(db, group.Now);
        transaction.CreateSavepoint(Savepoint);
        try
        {
            command.Run(scope);
            db.SaveChanges();
        }
#pragma warning disable CA1031 // Whatever a command throws goes to who sent it; the others go on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            transaction.RollbackToSavepoint(Savepoint);
            db.ChangeTracker.Clear();
            command.Fail(error);
            return false;
        }

        transaction.ReleaseSavepoint(Savepoint);
        db.ChangeTracker.Clear();
        group.Absorb(scope);
        return true;
    }

    private static void WriteDeltas(BatchDbContext db, WriteScope group)
    {
        foreach (var job in group.Jobs.GroupBy(d => d.Job).OrderBy(g => g.Key.Value, StringComparer.Ordinal))
        {
            var counters = db.JobCounters.Find(job.Key) ?? db.JobCounters.Add(new JobCounters(job.Key)).Entity;
            foreach (var (_, delta) in job)
            {
                counters.Add(delta);
            }
        }

        foreach (var rollup in group.Rollups.GroupBy(r => r.Key))
        {
            var key = rollup.Key;
            var row = db.Rollups.Find(key.Account, key.Stage, key.Pool, key.Model, key.Cause, key.RateVersion, key.Day)
                ?? db.Rollups.Add(new Rollup(key)).Entity;
            row.Add(rollup.Aggregate(DeviceTime.Zero, (sum, r) => sum + r.Time));
        }

        db.SaveChanges();
    }
}
