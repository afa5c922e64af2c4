using Batch.Coordinator.Storage;
using Batch.Coordinator.Tests.Fixture;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Tests.Storage;

/// <summary>What goes by COPY is read back as what goes by INSERT.</summary>
[OnPostgres]
public sealed class BulkInsertTests : IDisposable
{
    private const int Many = 50;

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Rows_WhenTheyComeInNumbers_AreReadBackAsTheyWere()
    {
        await _database.MigrateAsync();
        var job = SortableId.New<JobId>(Now);
        var items = Enumerable.Range(0, Many).Select(i => Item(job, i)).ToList();
        items[7].Fail(new ItemFailure("scripted", "\"It\" failed:\n\\N.", "Tränen — ñ 🎧"));
        var chunks = items.ConvertAll(item => Chunk(item));
        await using (var db = _database.CreateDbContext())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Token);
            db.AddRange(items);
            db.AddRange(chunks);
            Assert.Equal(2 * Many, BulkInsert.Send(db));
            Assert.Equal(0, await db.SaveChangesAsync(Token));
            await transaction.CommitAsync(Token);
        }

        await using var read = _database.CreateDbContext();
        Assert.Equivalent(items, await read.Items.OrderBy(i => i.Id).ToListAsync(Token), strict: true);
        Assert.Equivalent(chunks, await read.Chunks.OrderBy(c => c.Id).ToListAsync(Token), strict: true);
    }

    [Fact]
    public async Task Rows_WhenTheyWereCopied_CanBeChangedInTheSameTransaction()
    {
        await using var store = await _database.StartStoreAsync();
        var job = SortableId.New<JobId>(Now);

        await store.WriteAsync(
            scope =>
            {
                var items = Enumerable.Range(0, Many).Select(i => Item(job, i)).ToList();
                scope.Db.AddRange(items);
                scope.Db.SaveChanges();
                items.ForEach(i => i.Open("sha", stage: 0, chunks: 1));
            },
            Token);

        Assert.Equal(Many, await store.ReadAsync(db => db.Items.CountAsync(i => i.State == ItemState.Open && i.Sha256 == "sha", Token), Token));
    }

    [Fact]
    public async Task Rows_WhenOneIsThereAlready_AreRolledBackWithTheirCommandAlone()
    {
        await using var store = await _database.StartStoreAsync();
        var items = Enumerable.Range(0, Many).Select(i => Item(SortableId.New<JobId>(Now), i)).ToList();
        await store.WriteAsync(scope => scope.Db.Items.Add(items[^1]), Token);

        var writes = new[]
        {
            store.WriteAsync(scope => scope.Db.Items.Add(Item(SortableId.New<JobId>(Now), 0)), Token),
            store.WriteAsync(scope => scope.Db.AddRange(items), Token),
            store.WriteAsync(scope => scope.Db.Items.Add(Item(SortableId.New<JobId>(Now), 0)), Token),
        };

        await Task.WhenAll(writes[0], writes[2]);
        await Assert.ThrowsAnyAsync<Exception>(() => writes[1]);
        Assert.Equal(3, await store.ReadAsync(db => db.Items.CountAsync(Token), Token));
    }

    private static Item Item(JobId job, int i) => new(
        SortableId.New<ItemId>(Now.AddMilliseconds(i)),
        job,
        new ItemSource { Name = $"Ü {i}.mp3", Path = $"/in/Ü {i}.mp3", Bytes = long.MaxValue - i, ModifiedTicks = i, StemKey = $"ü {i}" });

    private static Chunk Chunk(Item item)
    {
        var spec = new ChunkSpec
        {
            JobId = item.JobId,
            ItemId = item.Id,
            Project = "default",
            Pool = "local",
            Stage = "run",
            Round = 1,
            Sequence = 3,
            Priority = -2,
            RangeStart = 1,
            RangeEnd = 1_000_000_000_000,
            Weight = 7,
            Inputs = "a\nb",
            PayloadJson = """{"a":"\t"}""",
            RunsAhead = true,
        };
        return new Chunk(SortableId.New<ChunkId>(Now), spec, Now);
    }
}
