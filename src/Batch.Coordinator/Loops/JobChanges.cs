using System.Collections.Concurrent;
using Batch.Core.Ids;

namespace Batch.Coordinator.Loops;

/// <summary>Tells who watches a job that it changed.</summary>
public sealed class JobChanges
{
    private readonly ConcurrentDictionary<(JobId Job, Guid Watcher), Signal> _watchers = new();

    public void Raise(JobId job)
    {
        foreach (var (key, signal) in _watchers)
        {
            if (key.Job == job)
            {
                signal.Raise();
            }
        }
    }

    /// <summary>A signal of the watcher's own until the watch is disposed.</summary>
    public Watch Subscribe(JobId job)
    {
        var key = (job, Guid.NewGuid());
        return new Watch(_watchers.GetOrAdd(key, _ => new Signal()), () => _watchers.TryRemove(key, out _));
    }

    public sealed class Watch(Signal signal, Action end) : IDisposable
    {
        public Signal Signal { get; } = signal;

        public void Dispose() => end();
    }
}
