using System.Collections.Concurrent;
using System.Threading.Channels;
using Batch.Core.Ids;

namespace Batch.Coordinator.Loops;

/// <summary>Tells who watches a job that it changed.</summary>
public sealed class JobChanges
{
    private readonly ConcurrentDictionary<Watch, JobId> _watches = new();

    public void Raise(JobId job) => Tell(job, watch => watch.Signal.Raise());

    /// <summary>An item of the job has ended.</summary>
    public void Ended(JobId job, ItemId item) => Tell(job, watch =>
    {
        watch.Add(item);
        watch.Signal.Raise();
    });

    /// <summary>A signal of the watcher's own until the watch is disposed.</summary>
    public Watch Subscribe(JobId job)
    {
        var watch = new Watch(ended => _watches.TryRemove(ended, out _));
        _watches[watch] = job;
        return watch;
    }

    private void Tell(JobId job, Action<Watch> what)
    {
        foreach (var (watch, watched) in _watches)
        {
            if (watched == job)
            {
                what(watch);
            }
        }
    }

    public sealed class Watch : IDisposable
    {
        // A watcher that does not keep up loses item events; what counts is in the job's counters.
        private readonly Channel<ItemId> _ended =
            Channel.CreateBounded<ItemId>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropOldest });

        private readonly Action<Watch> _end;

        internal Watch(Action<Watch> end) => _end = end;

        public Signal Signal { get; } = new();

        /// <summary>Items that ended since the last call.</summary>
        public IReadOnlyList<ItemId> TakeEnded()
        {
            var items = new List<ItemId>();
            while (_ended.Reader.TryRead(out var item))
            {
                items.Add(item);
            }

            return items;
        }

        public void Dispose() => _end(this);

        internal void Add(ItemId item) => _ended.Writer.TryWrite(item);
    }
}
