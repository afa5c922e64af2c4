using System.Text;
using Batch.Coordinator.Objects;

namespace Batch.Coordinator.Tests.Objects;

/// <summary>What every object store does; a suite for each derives from this.</summary>
public abstract class ObjectStoreContract
{
    private const int Racers = 8;

    protected abstract IObjectStore Store { get; }

    [Fact]
    public async Task Put_WhenNew_CanBeReadWholeAndByRange()
    {
        Assert.Equal(PutOutcome.Created, await PutAsync("jobs/a/b.json", "0123456789"));

        Assert.Equal("0123456789", await ReadAsync("jobs/a/b.json", 0, null));
        Assert.Equal("345", await ReadAsync("jobs/a/b.json", 3, 3));
    }

    [Fact]
    public async Task Put_WhenTheNameIsTaken_ChangesNothing()
    {
        await PutAsync("a", "first");

        Assert.Equal(PutOutcome.Exists, await PutAsync("a", "second"));

        Assert.Equal("first", await ReadAsync("a", 0, null));
    }

    [Fact]
    public async Task Put_WhenManyRace_OneWins()
    {
        for (var round = 0; round < 25; round++)
        {
            using var all = new CountdownEvent(Racers);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, Racers).Select(i => RaceAsync($"x/race{round}", i, all)));

            Assert.Single(outcomes, PutOutcome.Created);
        }
    }

    [Fact]
    public async Task Put_WhenTheContentBreaks_LeavesNothing()
    {
        await using var broken = new BrokenStream();

        await Assert.ThrowsAsync<IOException>(() => Store.PutAsync("a/b", broken, default));

        Assert.Null(await Store.OpenReadAsync("a/b", 0, null, default));
        Assert.Empty(await ListAsync(""));
    }

    [Fact]
    public async Task List_WhenPrefixed_NamesOnlyThose()
    {
        await PutAsync("jobs/a/1", "1");
        await PutAsync("jobs/a/x/2", "2");
        await PutAsync("jobs/ab/3", "3");

        Assert.Equal(["jobs/a/1", "jobs/a/x/2"], await ListAsync("jobs/a/"));
        Assert.Equal(3, (await ListAsync("")).Count);
        Assert.Empty(await ListAsync("nothing/"));
    }

    [Fact]
    public async Task Delete_WhenRepeated_SaysSo()
    {
        await PutAsync("a/b/c", "1");

        Assert.True(await Store.DeleteAsync("a/b/c", default));
        Assert.False(await Store.DeleteAsync("a/b/c", default));

        Assert.Null(await Store.OpenReadAsync("a/b/c", 0, null, default));
        Assert.Equal(PutOutcome.Created, await PutAsync("a/b/c", "2"));
        Assert.Equal("2", await ReadAsync("a/b/c", 0, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("../a")]
    [InlineData("a/../../b")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData(".unfinished/x")]
    [InlineData("a b")]
    [InlineData("a\n")]
    public async Task Name_WhenNotOurs_IsRefusedEverywhere(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => PutAsync(name, "1"));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenReadAsync(name, 0, null, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(name, default));
    }

    private async Task<PutOutcome> PutAsync(string name, string content)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(content));
        return await Store.PutAsync(name, bytes, default);
    }

    private Task<PutOutcome> RaceAsync(string name, int racer, CountdownEvent all) => Task.Factory.StartNew(
        () => Store.PutAsync(name, new TogetherStream($"{racer}", all), default).GetAwaiter().GetResult(),
        default,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private async Task<string> ReadAsync(string name, long offset, long? length)
    {
        using var reader = new StreamReader((await Store.OpenReadAsync(name, offset, length, default))!);
        return await reader.ReadToEndAsync();
    }

    private async Task<List<string>> ListAsync(string prefix)
    {
        var names = new List<string>();
        await foreach (var entry in Store.ListAsync(prefix, default))
        {
            names.Add(entry.Name);
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>Ends when all the others do, so that the names are taken at the same time.</summary>
    private sealed class TogetherStream(string content, CountdownEvent all) : MemoryStream(Encoding.UTF8.GetBytes(content))
    {
        private bool _ended;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read == 0 && !_ended)
            {
                _ended = true;
                all.Signal();
                Assert.True(all.Wait(TimeSpan.FromSeconds(30), cancellationToken));
            }

            return read;
        }
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("The connection broke.");
    }
}
