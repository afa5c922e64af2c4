using Batch.Core.Attempts;
using Batch.Core.Ids;
using Batch.Core.Leases;
using Batch.Core.Ledger;
using Batch.Core.Metering;

namespace Batch.Simulation.Tests.Model;

/// <summary>How a session begins, is posted and ends, as the coordinator's Registrations, PostingBook and SessionEnd have it.</summary>
internal sealed class SessionEnds(Decisions decisions, AttemptEnds ends)
{
    public WorkerSession Register(Transaction tx, string instance, string pool, int devices, int slots)
    {
        foreach (var live in tx.ForUpdate(tx.Store.Sessions, s => s.IsLive && s.Instance == instance))
        {
            End(tx, live, noticed: false, term: null);
        }

        var session = new WorkerSession(SortableId.New<SessionId>(tx.Now), instance, pool, devices, slots, instance, tx.Now);
        tx.Add(tx.Store.Sessions, session.Id, session);
        tx.Add(tx.Store.Accounts, session.Id, new SessionAccount(session.Id, tx.Now));
        return session;
    }

    /// <summary>It said goodbye: <paramref name="noticed"/>. Its successor registered: not noticed. It was silent: with a term.</summary>
    public void End(Transaction tx, WorkerSession session, bool noticed, TimeSpan? term)
    {
        foreach (var open in tx.All(tx.Store.Attempts).Where(a => a.SessionId == session.Id && a.IsOpen).Select(a => a.Id).ToList())
        {
            ends.Reclaim(tx, open, session, noticed);
        }

        decisions.End(session, term, PostedOfAttempts(tx, session), tx.Now);
        Post(tx, session);
    }

    public static void Post(Transaction tx, WorkerSession session)
    {
        var account = tx.ForUpdate(tx.Store.Accounts, session.Id)!;
        if (session.IsLive && !account.IsDue(tx.Now))
        {
            return;
        }

        var lines = account.Post(session, rateVersion: 1, tx.Now);
        if (lines.Count > 0)
        {
            var posting = new Posting(SortableId.New<PostingId>(tx.Now), PostingKind.Session, new PostingAccount { SessionId = session.Id, Pool = session.Pool }, tx.Now);
            foreach (var line in lines)
            {
                posting.Lines.Add(line);
            }

            tx.Add(posting);
        }
    }

    private static DeviceTime PostedOfAttempts(Transaction tx, WorkerSession session) =>
        tx.Store.Postings.Rows.Select(r => r.Value)
            .Concat(tx.NewPostings)
            .Where(p => p.Account.SessionId == session.Id && p.Account.AttemptId is not null)
            .SelectMany(p => p.Lines)
            .Aggregate(DeviceTime.Zero, (sum, line) => sum + line.Time);
}
