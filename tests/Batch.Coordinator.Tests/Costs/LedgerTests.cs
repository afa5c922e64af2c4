using System.Net.Http.Json;
using Batch.Contracts;
using Batch.Contracts.Costs;
using Batch.Coordinator.Ahead;
using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Storage;
using Batch.Coordinator.Tests.Fixture;
using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Core.Ledger;
using Batch.Core.Metering;
using Batch.Core.Pricing;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Tests.Costs;

public class LedgerTests
{
    [Fact]
    public async Task Ledger_WhenItAddsUp_IsReconciledAndPriced()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var job = await WorkAsync(coordinator);

        var check = await ReconcileAsync(coordinator, $"?job={job}");
        var costs = await coordinator.Client.GetFromJsonAsync<JobCosts>($"/v1/jobs/{job}/costs", WireJson.Options);
        var pool = await coordinator.Client.GetFromJsonAsync<PoolCosts>("/v1/pools/cpu/costs", WireJson.Options);

        Assert.Empty(check.Problems);
        Assert.Equal((true, 1, 10_000_000L, 10_000_000L), (check.Reconciled, check.Sessions, check.UptimeDeviceMicros, check.AttributedMicros));
        Assert.Equal(7.0, costs!.Total.DeviceSeconds);
        // Seven seconds at an hour's price of 3.60.
        Assert.Equal(new Money("0.007000", "USD", true), costs.Total.Cost);
        Assert.Equal(["0.006000", "0.001000"], costs.Lines.Select(l => l.Cost.Amount));
        Assert.Equal("local: 3.60 USD per device-hour (assumed)", costs.Rate);
        Assert.Equal(3.0, pool!.ByCause.Sum(c => c.DeviceSeconds));
    }

    [Theory]
    [InlineData("UPDATE attempts SET \"Meter_Run\" = \"Meter_Run\" + 1", "was metered at")]
    [InlineData("UPDATE sessions SET \"Idle\" = \"Idle\" - 1", "add up to")]
    [InlineData("UPDATE posting_lines SET \"Time\" = \"Time\" + 1 WHERE \"Cause\" = 'Useful'", "was metered at")]
    [InlineData("UPDATE posting_lines SET \"Time\" = \"Time\" + 1 WHERE \"Cause\" = 'Idle'", "its postings add up to")]
    [InlineData("DELETE FROM postings WHERE \"Kind\" = 'Attempt'", "0 terminal postings")]
    [InlineData("UPDATE rollups SET \"Time\" = \"Time\" - 1 WHERE \"Cause\" = 'Useful'", "roll-up")]
    [InlineData("UPDATE session_accounts SET \"ColdStart\" = \"ColdStart\" - 1", "account")]
    public async Task Ledger_WhenSomethingIsWrong_SaysWhat(string plant, string expected)
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await WorkAsync(coordinator);
        await coordinator.Store.ReadAsync(db => db.Database.ExecuteSqlRawAsync(plant), default);

        var check = await ReconcileAsync(coordinator, "");

        Assert.False(check.Reconciled);
        Assert.Contains(check.Problems, p => p.Contains(expected, StringComparison.Ordinal));
    }

    private static async Task<Reconciliation> ReconcileAsync(TestCoordinator coordinator, string query) =>
        (await coordinator.Client.GetFromJsonAsync<Reconciliation>($"/v1/ledger/reconciliation{query}", WireJson.Options))!;

    /// <summary>A session of ten seconds: two idle, one of cold start, seven in one committed attempt, one of them redone.</summary>
    private static async Task<string> WorkAsync(TestCoordinator coordinator)
    {
        coordinator.Write("a.mp3", "1");
        var job = await coordinator.SubmitAsync();
        await coordinator.RunAsync<EnumerationLoop>();
        await coordinator.RunAsync<AheadLoop>();
        await coordinator.Store.WriteAsync(scope => scope.Db.RateVersions.Add(new RateVersion("local", 3_600_000_000, "USD", assumed: true, scope.Now)), default);
        await coordinator.Store.WriteAsync(
            scope =>
            {
                var rate = scope.Db.RateVersions.Single().Id;
                var session = new WorkerSession(SortableId.New<SessionId>(scope.Now), "one", "cpu", 1, 1, "host", scope.Now);
                var chunk = scope.Db.Chunks.Single();
                var attemptId = SortableId.New<AttemptId>(scope.Now);
                chunk.Lease(attemptId);
                var attempt = new Attempt(attemptId, chunk, session.Id, Guid.NewGuid(), "", scope.Now);
                chunk.Commit();
                attempt.End(AttemptState.Committed, new AttemptMeter(Seconds(6), Seconds(1)), null, "tiny", scope.Now);
                session.Store(new SessionCut(1, Seconds(10), Seconds(2), Seconds(1)), scope.Now);
                session.Close(Seconds(7), scope.Now);
                var account = new SessionAccount(session.Id, scope.Now);
                scope.Db.AddRange(session, attempt, account);
                Post(scope, PostingKind.Session, new PostingAccount { SessionId = session.Id, Pool = "cpu" }, account.Post(session, rate, scope.Now));
                Post(
                    scope,
                    PostingKind.Attempt,
                    new PostingAccount { SessionId = session.Id, Pool = "cpu", JobId = attempt.JobId, ItemId = attempt.ItemId, AttemptId = attempt.Id, Stage = chunk.Spec.Stage, Model = "tiny" },
                    Billing.Lines(attempt.State, attempt.Meter, rate));
            },
            default);
        return job.Id;
    }

    private static void Post(WriteScope scope, PostingKind kind, PostingAccount account, IReadOnlyList<PostingLine> lines)
    {
        var posting = new Posting(SortableId.New<PostingId>(scope.Now), kind, account, scope.Now);
        foreach (var line in lines)
        {
            posting.Lines.Add(line);
            scope.RollUp(RollupKey.Of(posting, line), line.Time);
        }

        scope.Db.Postings.Add(posting);
    }

    private static DeviceTime Seconds(int seconds) => new(seconds * 1_000_000L);
}
