using Batch.Coordinator.Storage;
using Batch.Coordinator.Tests.Fixture;
using Batch.Core.Ids;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Tests.Storage;

/// <summary>What the store does only where others write the same database.</summary>
[OnPostgres]
public sealed class PostgresStoreTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TestDatabase _database = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Command_WhenAnotherCoordinatorCameInBetween_RunsAgain()
    {
        await using var one = await _database.StartStoreAsync();
        await using var two = await _database.StartStoreAsync();
        var id = await one.WriteAsync(scope => Add(scope), Token);
        using var loaded = new ManualResetEventSlim();
        using var changed = new ManualResetEventSlim();
        var runs = 0;

        var late = one.WriteAsync(
            scope =>
            {
                // Unlocked, as no command should: the compare-and-set finds it out.
                var job = scope.Db.Jobs.Find(id)!;
                if (++runs == 1)
                {
                    loaded.Set();
                    Assert.True(changed.Wait(Patience));
                }

                job.GoOn(WaitCause.Machinery);
                job.Pause();
                return job.Version;
            },
            Token);
        Assert.True(loaded.Wait(Patience, Token));
        await two.WriteAsync(scope => scope.Db.Jobs.ForUpdate().Single(j => j.Id == id).Wait(WaitCause.Machinery, "a reason", scope.Now), Token);
        changed.Set();

        Assert.Equal(4, await late.WaitAsync(Patience, Token));
        Assert.Equal(2, runs);
        Assert.Equal(JobState.Paused, (await two.ReadAsync(db => db.Jobs.SingleAsync(Token), Token)).State);
    }

    [Fact]
    public async Task Commands_WhenTwoLockInOppositeOrder_BothCommit()
    {
        await using var one = await _database.StartStoreAsync();
        await using var two = await _database.StartStoreAsync();
        var jobs = new[] { await one.WriteAsync(scope => Add(scope), Token), await one.WriteAsync(scope => Add(scope), Token) };
        using var both = new Barrier(2);

        await Task.WhenAll(
            one.WriteAsync(scope => PauseBoth(scope, jobs[0], jobs[1]), Token),
            two.WriteAsync(scope => PauseBoth(scope, jobs[1], jobs[0]), Token)).WaitAsync(Patience, Token);

        Assert.Equal(2, await one.ReadAsync(db => db.Jobs.CountAsync(j => j.State == JobState.Paused, Token), Token));

        void PauseBoth(WriteScope scope, JobId first, JobId second)
        {
            scope.Db.Jobs.ForUpdate().Single(j => j.Id == first).Pause();
            scope.Db.SaveChanges();
            // Met once: who runs again runs alone.
            both.SignalAndWait(TimeSpan.FromSeconds(1));
            scope.Db.Jobs.ForUpdate().Single(j => j.Id == second).Pause();
        }
    }

    [Fact]
    public async Task Rows_WhenTheyAreSorted_AreInTheOrderOfTheirBytes()
    {
        await using var store = await _database.StartStoreAsync();
        string[] names = ["b", "B", "a-z", "a_z", "aZ", "é", "Z", "a b"];
        await store.WriteAsync(
            scope => scope.Db.Sessions.AddRange(names.Select(n => new WorkerSession(SortableId.New<SessionId>(scope.Now), n, "cpu", 1, 1, "host", scope.Now))),
            Token);

        var sorted = await store.ReadAsync(db => db.Sessions.OrderBy(s => s.Instance).Select(s => s.Instance).ToListAsync(Token), Token);
        Assert.Equal(names.Order(StringComparer.Ordinal), sorted);
    }

    [Fact]
    public async Task Turn_WhenAnotherHasIt_IsNotTakenBeforeItEnds()
    {
        await _database.MigrateAsync();
        var (one, two) = (new Turns(_database, TimeProvider.System), new Turns(_database, TimeProvider.System));
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource<bool>());
        var first = one.RunAsync("publication", async _ => { begun.SetResult(); return await go.Task; }, Token);
        await begun.Task.WaitAsync(Patience, Token);

        Assert.False(await two.RunAsync("publication", _ => Task.FromResult(true), Token));
        Assert.True(await two.RunAsync("finish", _ => Task.FromResult(true), Token));
        go.SetResult(true);
        Assert.True(await first);
        Assert.True(await two.RunAsync("publication", _ => Task.FromResult(true), Token));
    }

    [Fact]
    public async Task Turn_WhenTheServerTakesItBack_StopsItsWork()
    {
        await _database.MigrateAsync();
        var turns = new Turns(_database, new HastyTime());
        var begun = new TaskCompletionSource();
        var work = turns.RunAsync(
            "publication",
            async token =>
            {
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return true;
            },
            Token);
        await begun.Task.WaitAsync(Patience, Token);
        await using var db = _database.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())", Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work.WaitAsync(Patience, Token));
        Assert.True(await turns.RunAsync("publication", _ => Task.FromResult(true), Token));
    }

    private static JobId Add(WriteScope scope)
    {
        var job = new Job(
            SortableId.New<JobId>(scope.Now),
            new JobSubmission
            {
                Project = "default",
                Kind = "kind",
                Name = "a job",
                Pool = "local",
                Priority = 0,
                SpecJson = "{}",
                OptionsJson = "{}",
                Fingerprint = "f",
                OutputFolder = "/out",
                Force = false,
            },
            scope.Now);
        job.Start();
        scope.Db.Jobs.Add(job);
        return job.Id;
    }

    /// <summary>Waits a hundredth of what it is asked to.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime / 100, period);
    }
}
