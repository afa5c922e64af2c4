using Batch.Coordinator.Audit;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Storage;
using Batch.Core.Ids;
using Batch.Core.Ledger;
using Batch.Core.Metering;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Tests.Storage;

public class StoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly JobId _job = SortableId.New<JobId>(Now);
    private readonly TestDatabase _database = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Commands_WhenTheyWaitTogether_ShareOneTransaction()
    {
        await using var store = await _database.StartStoreAsync();
        var writes = await QueueTogetherAsync(store, Enumerable.Range(0, 100).Select(i => Enter($"entry-{i}")));

        await Task.WhenAll(writes).WaitAsync(Patience, Token);
        // One for the command that held up the writer, one for everything that waited meanwhile.
        Assert.Equal(2, _database.Commits.Count);
        Assert.Equal(100, await EntriesAsync(store));
    }

    [Fact]
    public async Task Command_WhenItThrows_IsRolledBackAlone()
    {
        await using var store = await _database.StartStoreAsync();
        var writes = await QueueTogetherAsync(store,
        [
            Enter("before"),
            scope =>
            {
                Enter("never")(scope);
                scope.Db.SaveChanges();
                throw new InvalidOperationException("no");
            },
            Enter("after"),
        ]);

        await Task.WhenAll(writes[0], writes[2]).WaitAsync(Patience, Token);
        Assert.Equal("no", (await Assert.ThrowsAsync<InvalidOperationException>(() => writes[1])).Message);
        Assert.Equal(["after", "before"], await SubjectsAsync(store));
    }

    [Fact]
    public async Task Command_WhenItBreaksAConstraint_IsRolledBackAlone()
    {
        await using var store = await _database.StartStoreAsync();
        var key = (WriteScope scope) => { scope.Db.IdempotencyKeys.Add(new IdempotencyKey("default", "key", "sha", _job, scope.Now)); };
        var writes = await QueueTogetherAsync(store, [new(key), new(key), Enter("after")]);

        await Task.WhenAll(writes[0], writes[2]).WaitAsync(Patience, Token);
        await Assert.ThrowsAsync<DbUpdateException>(() => writes[1]);
        Assert.Equal(["after"], await SubjectsAsync(store));
    }

    [Fact]
    public async Task Deltas_WhenTheirCommandsCommit_AreSummedOnce()
    {
        await using var store = await _database.StartStoreAsync();
        var key = new RollupKey("account", "stage", "local", "", Cause.Useful, 1, new DateOnly(2026, 3, 1));
        Action<WriteScope> count = scope =>
        {
            scope.Count(_job, new JobDelta { Items = 1, WorkKnown = 10 });
            scope.RollUp(key, new DeviceTime(7));
        };
        Action<WriteScope> fail = scope =>
        {
            count(scope);
            throw new InvalidOperationException("no");
        };
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await Task.WhenAll(await QueueTogetherAsync(store, [count, fail, count])).WaitAsync(Patience, Token));
        await store.WriteAsync(count, Token);

        var counters = await store.ReadAsync(db => db.JobCounters.SingleAsync(Token), Token);
        Assert.Equal((3L, 30L), (counters.Items, counters.WorkKnown));
        Assert.Equal(21, (await store.ReadAsync(db => db.Rollups.SingleAsync(Token), Token)).Time.Micros);
    }

    [Fact]
    public async Task Result_WhenTheCommitIsNotDurableYet_IsNotKnown()
    {
        await using var store = await _database.StartStoreAsync();
        using var committing = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var announced = new TaskCompletionSource();
        _database.Commits.Before = () =>
        {
            committing.Set();
            Assert.True(go.Wait(Patience));
        };
        var write = store.WriteAsync(
            scope =>
            {
                Enter("entry")(scope);
                scope.AfterCommit(announced.SetResult);
                return 7;
            },
            Token);

        Assert.True(committing.Wait(Patience, Token));
        // Another reader has the time to look, and so a result that was known would have come by now.
        Assert.Equal(0, await EntriesAsync(store));
        Assert.False(write.IsCompleted);
        Assert.False(announced.Task.IsCompleted);
        go.Set();
        Assert.Equal(7, await write.WaitAsync(Patience, Token));
        await announced.Task.WaitAsync(Patience, Token);
        Assert.Equal(1, await EntriesAsync(store));
    }

    [Fact]
    public async Task Group_WhenItsCommitFails_TellsEverybodyAndTheStoreGoesOn()
    {
        await using var store = await _database.StartStoreAsync();
        var announced = false;
        var commits = 0;
        // The first commit is that of the command that holds up the writer.
        _database.Commits.Before = () =>
        {
            if (++commits == 2)
            {
                throw new IOException("disk full");
            }
        };
        var writes = await QueueTogetherAsync(store, [Enter("one"), scope => scope.AfterCommit(() => announced = true)]);

        foreach (var write in writes)
        {
            Assert.Equal("disk full", (await Assert.ThrowsAsync<IOException>(() => write.WaitAsync(Patience, Token))).Message);
        }

        await store.WriteAsync(Enter("two"), Token);
        Assert.Equal(["two"], await SubjectsAsync(store));
        Assert.False(announced);
    }

    [Fact]
    public async Task Store_WhenDisposed_CommitsWhatItAccepted()
    {
        var store = await _database.StartStoreAsync();
        var writes = await QueueTogetherAsync(store, Enumerable.Range(0, 50).Select(i => Enter($"entry-{i}")));
        await store.DisposeAsync();

        await Task.WhenAll(writes).WaitAsync(Patience, Token);
        Assert.Equal(50, await EntriesAsync(store));
    }

    /// <summary>Queues commands behind one that holds the writer, so that they are committed as one group.</summary>
    private static async Task<Task[]> QueueTogetherAsync(Store store, IEnumerable<Action<WriteScope>> commands)
    {
        var held = new TaskCompletionSource();
        using var go = new ManualResetEventSlim();
        var first = store.WriteAsync(
            _ =>
            {
                held.SetResult();
                Assert.True(go.Wait(Patience));
            },
            Token);
        await held.Task.WaitAsync(Patience, Token);
        var writes = commands.Select(c => store.WriteAsync(c, Token)).ToArray();
        go.Set();
        await first.WaitAsync(Patience, Token);
        return writes;
    }

    private static Action<WriteScope> Enter(string subject) =>
        scope => scope.Db.AuditEntries.Add(new AuditEntry("default", "local", "test", subject, scope.Now));

    private static Task<int> EntriesAsync(Store store) => store.ReadAsync(db => db.AuditEntries.CountAsync(Token), Token);

    private static Task<List<string>> SubjectsAsync(Store store) =>
        store.ReadAsync(db => db.AuditEntries.Select(e => e.Subject).OrderBy(s => s).ToListAsync(Token), Token);
}
