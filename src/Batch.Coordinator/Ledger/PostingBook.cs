using Batch.Coordinator.Storage;
using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Leases;
using Batch.Core.Ledger;
using Batch.Core.Metering;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Ledger;

/// <summary>Writes postings and their roll-ups, always inside the transaction that ends what they bill.</summary>
public sealed class PostingBook(CurrentRate rate)
{
    /// <summary>The one terminal posting of an attempt that has just ended.</summary>
    public void PostAttempt(WriteScope scope, Chunk chunk, Attempt attempt)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        ArgumentNullException.ThrowIfNull(attempt);
        var account = new PostingAccount
        {
            SessionId = attempt.SessionId,
            Pool = chunk.Spec.Pool,
            JobId = attempt.JobId,
            ItemId = attempt.ItemId,
            AttemptId = attempt.Id,
            Stage = chunk.Spec.Stage,
            Model = attempt.Model ?? "",
        };
        Write(scope, PostingKind.Attempt, account, Billing.Lines(attempt.State, attempt.Meter, rate.Version.Id));
    }

    /// <summary>What a session spent outside attempts since its last posting, where a posting is due or it has ended.</summary>
    public void PostSession(WriteScope scope, WorkerSession session)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(session);
        var posted = scope.Db.SessionAccounts.Find(session.Id)
            ?? scope.Db.SessionAccounts.Add(new SessionAccount(session.Id, scope.Now)).Entity;
        if (session.IsLive && !posted.IsDue(scope.Now))
        {
            return;
        }

        var lines = posted.Post(session, rate.Version.Id, scope.Now);
        if (lines.Count > 0)
        {
            Write(scope, PostingKind.Session, new PostingAccount { SessionId = session.Id, Pool = session.Pool }, lines);
        }
    }

    /// <summary>Device time that the postings of the session's attempts add up to, those of this transaction included.</summary>
    public static DeviceTime PostedOfAttempts(WriteScope scope, WorkerSession session)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(session);
        scope.Db.SaveChanges();
        return new DeviceTime(scope.Db.Database.SqlQuery<long>(
            $"""
            SELECT COALESCE(SUM(l."Time"), 0) AS "Value"
            FROM postings p JOIN posting_lines l ON l."PostingId" = p."Id"
            WHERE p."Account_SessionId" = {session.Id.Value} AND p."Account_AttemptId" IS NOT NULL
            """).Single());
    }

    private static void Write(WriteScope scope, PostingKind kind, PostingAccount account, IReadOnlyList<PostingLine> lines)
    {
        var posting = new Posting(SortableId.New<PostingId>(scope.Now), kind, account, scope.Now);
        scope.Db.Postings.Add(posting);
        foreach (var line in lines)
        {
            posting.Lines.Add(line);
            scope.RollUp(RollupKey.Of(posting, line), line.Time);
        }
    }
}
