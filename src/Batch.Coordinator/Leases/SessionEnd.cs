using Batch.Coordinator.Attempts;
using Batch.Coordinator.Ledger;
using Batch.Coordinator.Storage;
using Batch.Core.Attempts;
using Batch.Core.Leases;

namespace Batch.Coordinator.Leases;

/// <summary>Ends a session inside a transaction: its open attempts are reclaimed and billed, its own time is posted.</summary>
internal sealed class SessionEnd(PostingBook book, AttemptEnd end)
{
    /// <summary>The worker said that it would go, or the coordinator of its process restarted: its chunks lose nothing.</summary>
    public void Close(WriteScope scope, WorkerSession session)
    {
        Settle(scope, session, noticed: true);
        session.Close(PostingBook.PostedOfAttempts(scope, session), scope.Now);
        book.PostSession(scope, session);
    }

    /// <summary>A successor with the same instance id registered: the worker had died without a word.</summary>
    public void Replace(WriteScope scope, WorkerSession session)
    {
        Settle(scope, session, noticed: false);
        session.Close(PostingBook.PostedOfAttempts(scope, session), scope.Now);
        book.PostSession(scope, session);
    }

    /// <summary>Silent for a full lease term.</summary>
    public void Lose(WriteScope scope, WorkerSession session, TimeSpan leaseTerm)
    {
        Settle(scope, session, noticed: false);
        session.Lose(leaseTerm, PostingBook.PostedOfAttempts(scope, session), scope.Now);
        book.PostSession(scope, session);
    }

    private void Settle(WriteScope scope, WorkerSession session, bool noticed)
    {
        var open = scope.Db.Attempts
            .Where(a => a.SessionId == session.Id && a.State == AttemptState.Running)
            .OrderBy(a => a.Id)
            .ForUpdate()
            .Select(a => a.Id)
            .ToList();
        foreach (var id in open)
        {
            var ended = SettledAttempt.Load(scope, id)!;
            end.Apply(scope, ended, Settlement.Reclaim(ended.Chunk, ended.Attempt, session, noticed, scope.Now), null);
        }
    }
}
