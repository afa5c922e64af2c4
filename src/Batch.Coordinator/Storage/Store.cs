using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Storage;

/// <summary>
/// The way to the database. Reads run beside each other; writes are commands that one writer commits in groups, so a
/// thousand small ones cost a few disk flushes. A command that throws is rolled back alone.
/// </summary>
public sealed class Store(IDbContextFactory<BatchDbContext> contexts, IDatabaseClock clock, StorageHealth health) : IAsyncDisposable
{
    // A claim must not wait long behind bulk work; 200 small commands take a few milliseconds.
    private const int LargestGroup = 200;

    private readonly Channel<IWriteCommand> _commands = Channel.CreateBounded<IWriteCommand>(10_000);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Thread? _writer;

    /// <summary>Starts the writer. The schema must be up to date.</summary>
    public void Start()
    {
        _writer = new Thread(WriteLoop) { IsBackground = true, Name = "batch-writer" };
        _writer.Start();
    }

    /// <summary>Reads with a context of its own. Keep no reader open across an await of anything else.</summary>
    public async Task<T> ReadAsync<T>(Func<BatchDbContext, Task<T>> query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await query(db);
    }

    /// <summary>Runs a command in a group commit and returns once it is durable.</summary>
    /// <param name="command">
    /// Loads, decides and sets on the writer's thread; awaits nothing. Its changes are saved when it returns. It runs again
    /// where another coordinator came in between, so it changes nothing but what it loads.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting; a command that has begun is still committed.</param>
    public Task<T> WriteAsync<T>(Func<WriteScope, T> command, CancellationToken cancellationToken) => WriteAsync([], command, cancellationToken);

    /// <param name="rows">What it decides on, as far as that is known before it runs, see <see cref="LockedRow"/>.</param>
    /// <param name="command">As above.</param>
    /// <param name="cancellationToken">As above.</param>
    public async Task<T> WriteAsync<T>(IReadOnlyList<LockedRow> rows, Func<WriteScope, T> command, CancellationToken cancellationToken)
    {
        var write = new WriteCommand<T>(command, rows);
        await _commands.Writer.WriteAsync(write, cancellationToken);
        return await write.Result.WaitAsync(cancellationToken);
    }

    public Task WriteAsync(Action<WriteScope> command, CancellationToken cancellationToken) => WriteAsync([], command, cancellationToken);

    public Task WriteAsync(IReadOnlyList<LockedRow> rows, Action<WriteScope> command, CancellationToken cancellationToken) =>
        WriteAsync(
            rows,
            scope =>
            {
                command(scope);
                return true;
            },
            cancellationToken);

    /// <summary>Commits what was accepted, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _commands.Writer.TryComplete();
        if (_writer is not null)
        {
            await _stopped.Task;
        }
    }

    private void WriteLoop()
    {
        var group = new List<IWriteCommand>(LargestGroup);
        while (_commands.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < LargestGroup && _commands.Reader.TryRead(out var command))
            {
                group.Add(command);
            }

            new GroupCommit(contexts, clock, health).Run(group);
            group.Clear();
        }

        _stopped.SetResult();
    }
}
