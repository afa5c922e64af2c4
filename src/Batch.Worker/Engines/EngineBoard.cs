using System.Collections.Concurrent;
using Batch.Contracts.Engines;

namespace Batch.Worker.Engines;

/// <summary>Says which engine runs for a pool, or why none does: for the first line of a run.</summary>
public sealed class EngineBoard
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<EngineStart>> _pools = [];

    /// <summary>
    /// Waits until the pool's engine has been started, or could not be. Name a model to preload, or this waits for the first
    /// chunk.
    /// </summary>
    public Task<EngineStart> StartedAsync(string pool, CancellationToken cancellationToken) =>
        Of(pool).Task.WaitAsync(cancellationToken);

    internal void Announce(string pool, EngineDescription engine) => Set(pool, new EngineStart.Running(engine));

    internal void Announce(string pool, EngineUnavailableException failure) =>
        Set(pool, new EngineStart.Failed(failure.Message, failure.Remedy));

    private void Set(string pool, EngineStart start)
    {
        // A later start counts more than an earlier one.
        if (!Of(pool).TrySetResult(start))
        {
            var latest = Unset();
            latest.SetResult(start);
            _pools[pool] = latest;
        }
    }

    private TaskCompletionSource<EngineStart> Of(string pool) => _pools.GetOrAdd(pool, _ => Unset());

    private static TaskCompletionSource<EngineStart> Unset() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
