using Batch.Core.Ledger;
using Batch.Core.Metering;

namespace Batch.Coordinator.Tests.Leases;

/// <summary>What the ledger must say at any moment: invariant I3 on the rows of the database.</summary>
internal static class LedgerFacts
{
    public static async Task HoldAsync(LeaseRig rig)
    {
        var (attempts, sessions, postings, rollups) = await rig.ReadAsync(db =>
            (db.Attempts.ToList(), db.Sessions.ToList(), db.Postings.ToList(), db.Rollups.ToList()));

        foreach (var attempt in attempts)
        {
            var own = postings.FindAll(p => p.Account.AttemptId == attempt.Id);
            Assert.Equal(attempt.IsOpen ? 0 : 1, own.Count);
            Assert.All(own, p => Assert.Equal(attempt.Meter.Total, Sum(p.Lines.Select(l => l.Time))));
        }

        foreach (var session in sessions.Where(s => !s.IsLive))
        {
            var posted = Sum(postings.Where(p => p.Account.SessionId == session.Id).SelectMany(p => p.Lines).Select(l => l.Time));
            Assert.Equal(session.Uptime, posted);
        }

        var byKey = postings.SelectMany(p => p.Lines.Select(l => (Key: RollupKey.Of(p, l), l.Time)))
            .GroupBy(l => l.Key)
            .ToDictionary(g => g.Key, g => Sum(g.Select(l => l.Time)));
        Assert.Equal(
            byKey,
            rollups.ToDictionary(r => new RollupKey(r.Account, r.Stage, r.Pool, r.Model, r.Cause, r.RateVersion, r.Day), r => r.Time));

        var counters = await rig.ReadAsync(db => db.JobCounters.ToList());
        Assert.All(counters, c => Assert.Equal(attempts.Count(a => a.JobId == c.JobId && a.IsOpen), c.AttemptsOpen));
        Assert.All(counters, c => Assert.Equal(attempts.Count(a => a.JobId == c.JobId), c.Attempts));
    }

    private static DeviceTime Sum(IEnumerable<DeviceTime> times) => times.Aggregate(DeviceTime.Zero, (sum, time) => sum + time);
}
