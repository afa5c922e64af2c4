using System.Data.Common;
using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Batch.Coordinator.Storage;

/// <summary>
/// One transaction over many commands. Each has a savepoint of its own, so that a failing one is answered alone;
/// deltas of shared rows are summed and written once at the end.
/// </summary>
internal sealed class GroupCommit(IDbContextFactory<BatchDbContext> contexts, IDatabaseClock clock, StorageHealth health)
{
    private const string Savepoint = "command";

    // Alone in its transaction a command waits for others in the lock order; it hardly ever meets a second conflict.
    private const int MostTriesAlone = 5;

    /// <summary>Commits what can be; what met another coordinator runs once more together, and then each by itself.</summary>
    public void Run(IReadOnlyList<IWriteCommand> commands)
    {
        var conflicts = Commit(commands);
        if (conflicts.Count > 1)
        {
            conflicts = Commit([.. conflicts.Select(c => c.Command)]);
        }

        foreach (var conflict in conflicts)
        {
            RunAlone(conflict);
        }
    }

    private void RunAlone(Conflict conflict)
    {
        for (var i = 0; i < MostTriesAlone; i++)
        {
            if (Commit([conflict.Command]) is not [var again])
            {
                return;
            }

            conflict = again;
        }

        conflict.Command.Fail(conflict.Error);
    }

    /// <returns>Commands that are neither committed nor answered.</returns>
    private List<Conflict> Commit(IReadOnlyList<IWriteCommand> commands)
    {
        var accepted = new List<IWriteCommand>(commands.Count);
        var conflicts = new List<Conflict>();
        var open = commands.ToList();
        WriteScope? group = null;
        try
        {
            using var db = contexts.CreateDbContext();
            db.Database.AutoSavepointsEnabled = false;
            // The SQLite provider begins immediate transactions: the one writer never upgrades a read lock.
            using var transaction = db.Database.BeginTransaction();
            db.Lock(commands.SelectMany(c => c.Rows));
            group = new WriteScope(db, clock.Now(db));
            foreach (var command in commands)
            {
                if (Run(command, db, transaction, group) is not { } error)
                {
                    accepted.Add(command);
                }
                else if (Conflict.Is(error))
                {
                    conflicts.Add(new Conflict(command, error));
                }
                else
                {
                    health.NotStored(error);
                    open.Remove(command);
                    command.Fail(error);
                }
            }

            SharedRows.Write(db, group);
            transaction.Commit();
        }
        catch (Exception error) when (Conflict.Is(error))
        {
            return [.. open.Select(command => new Conflict(command, error))];
        }
#pragma warning disable CA1031 // The transaction failed as a whole: everybody in it is told the reason.
        catch (Exception error)
#pragma warning restore CA1031
        {
            health.NotStored(error);
            open.ForEach(command => command.Fail(error));
            return [];
        }

        // A full disk takes a transaction that writes nothing.
        if (group.HasWritten)
        {
            health.Stored();
        }

        accepted.ForEach(c => c.Succeed());
        group.Announce();
        return conflicts;
    }

    /// <returns>Why the command was rolled back; null where it was not.</returns>
    private static Exception? Run(IWriteCommand command, BatchDbContext db, IDbContextTransaction transaction, WriteScope group)
    {
        var scope = new WriteScope(db, group.Now);
        transaction.CreateSavepoint(Savepoint);
        try
        {
            command.Run(scope);
            scope.HasWritten |= db.SaveChanges() > 0;
        }
#pragma warning disable CA1031 // Whatever a command throws goes to who sent it; the others go on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            RollBackAlone(transaction, error);
            db.ChangeTracker.Clear();
            return error;
        }

        transaction.ReleaseSavepoint(Savepoint);
        db.ChangeTracker.Clear();
        group.Absorb(scope);
        return null;
    }

    private static void RollBackAlone(IDbContextTransaction transaction, Exception error)
    {
        try
        {
            transaction.RollbackToSavepoint(Savepoint);
        }
        catch (Exception lost) when (lost is DbException or InvalidOperationException)
        {
            // The database has rolled back the whole transaction by itself, as SQLite does on a full disk: that reason counts.
            ExceptionDispatchInfo.Throw(error);
        }
    }
}
