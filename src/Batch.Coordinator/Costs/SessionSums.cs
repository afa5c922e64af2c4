using Batch.Core.Attempts;
using Batch.Core.Leases;
using Batch.Core.Ledger;
using Batch.Core.Metering;

namespace Batch.Coordinator.Costs;

/// <summary>What one session's attempts, postings and account say, and where they disagree.</summary>
internal sealed class SessionSums(
    WorkerSession session,
    IReadOnlyList<Attempt> attempts,
    IReadOnlyList<Posting> postings,
    SessionAccount account)
{
    /// <summary>The session's own time and the meters of its attempts, in microseconds.</summary>
    public long Attributed { get; } =
        session.Idle.Micros + session.ColdStart.Micros + session.Unattributed.Micros + attempts.Sum(a => a.Meter.Total.Micros);

    public IEnumerable<string> Problems() => [.. Uptime(), .. AttemptPostings(), .. OwnPostings()];

    private IEnumerable<string> Uptime()
    {
        var difference = Attributed - session.Uptime.Micros;
        // An attempt's end is reported at once, its session's time with the next cut: until then the attempt is ahead.
        var isAhead = session.IsLive && attempts.Any(a => a.EndedAt is { } end && end >= session.SeenAt);
        if (difference < 0 || (difference > 0 && !isAhead))
        {
            yield return $"Session {session.Id} was up for {session.Uptime}, but its time and its attempts add up to {Attributed} us.";
        }
    }

    private IEnumerable<string> AttemptPostings()
    {
        var byAttempt = postings.Where(p => p.Kind is PostingKind.Attempt).ToLookup(p => p.Account.AttemptId);
        foreach (var attempt in attempts)
        {
            var own = byAttempt[attempt.Id].ToList();
            if (attempt.IsOpen)
            {
                if (own.Count > 0)
                {
                    yield return $"Attempt {attempt.Id} is running, but it has {own.Count} terminal postings.";
                }

                continue;
            }

            if (own.Count != 1)
            {
                yield return $"Attempt {attempt.Id} has ended, but it has {own.Count} terminal postings, not 1.";
            }
            else if (own[0].Lines.Sum(l => l.Time.Micros) is var posted && posted != attempt.Meter.Total.Micros)
            {
                yield return $"Attempt {attempt.Id} was metered at {attempt.Meter.Total}, but posted at {posted} us.";
            }
        }

        var known = attempts.Select(a => a.Id).ToHashSet();
        foreach (var posting in postings.Where(p => p.Kind is PostingKind.Attempt && (p.Account.AttemptId is not { } id || !known.Contains(id))))
        {
            yield return $"Posting {posting.Id} is for attempt {posting.Account.AttemptId}, which session {session.Id} never made.";
        }
    }

    private IEnumerable<string> OwnPostings()
    {
        (Cause Cause, DeviceTime Posted, DeviceTime Metered)[] rows =
        [
            (Cause.Idle, account.Idle, session.Idle),
            (Cause.ColdStart, account.ColdStart, session.ColdStart),
            (Cause.Unattributed, account.Unattributed, session.Unattributed),
        ];
        var lines = postings.Where(p => p.Kind is PostingKind.Session).SelectMany(p => p.Lines).ToLookup(l => l.Cause, l => l.Time.Micros);
        foreach (var (cause, posted, metered) in rows)
        {
            if (lines[cause].Sum() is var sum && sum != posted.Micros)
            {
                yield return $"Session {session.Id} has an account of {posted} of {cause}, but its postings add up to {sum} us.";
            }

            if (posted > metered || (!session.IsLive && posted != metered))
            {
                yield return $"Session {session.Id} metered {metered} of {cause}, but {posted} are posted.";
            }
        }
    }
}
