using System.Collections.Concurrent;
using Batch.Contracts.Engines;

namespace Batch.Worker.Engines;

/// <summary>Says which engine runs for a pool, once it does: for the first line of a run.</summary>
public sealed class EngineBoard
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<EngineDescription>> _pools = [];

    /// <summary>Waits until the pool's engine has been started once. Name a model to preload, or this waits for the first chunk.</summary>
    public Task<EngineDescription> ReadyAsync(string pool, CancellationToken cancellationToken) =>
        Of(pool).Task.WaitAsync(cancellationToken);

    internal void Announce(string pool, EngineDescription description) => Of(pool).TrySetResult(description);

    private TaskCompletionSource<EngineDescription> Of(string pool) =>
        _pools.GetOrAdd(pool, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
