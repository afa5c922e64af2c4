using System.Collections.Concurrent;

namespace Batch.Worker;

/// <summary>Says that the worker of a pool was told to drain and has done so: it does nothing more in this process.</summary>
public sealed class DrainBoard
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _pools = [];

    /// <summary>Waits until the pool's worker has drained.</summary>
    public Task DrainedAsync(string pool, CancellationToken cancellationToken) => Of(pool).Task.WaitAsync(cancellationToken);

    internal void Announce(string pool) => Of(pool).TrySetResult();

    private TaskCompletionSource Of(string pool) =>
        _pools.GetOrAdd(pool, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
