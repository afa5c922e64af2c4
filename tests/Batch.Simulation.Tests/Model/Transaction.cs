using System.Runtime.CompilerServices;
using Batch.Core.Jobs;
using Batch.Core.Ledger;
using Batch.Simulation.Tests.Checking;

namespace Batch.Simulation.Tests.Model;

/// <summary>Rows that a command loaded, decides on and sets: all of them or none.</summary>
internal sealed class Transaction(MemoryStore store, Decisions decisions, DateTimeOffset now)
{
    private readonly Dictionary<object, Lock> _locks = new(ReferenceEqualityComparer.Instance);
    private readonly List<Action> _adds = [];

    public MemoryStore Store => store;

    public DateTimeOffset Now => now;

    public List<Posting> NewPostings { get; } = [];

    /// <summary>Loads a row that the command may change.</summary>
    public T? ForUpdate<TKey, T>(Table<TKey, T> table, TKey key)
        where TKey : notnull
        where T : class => table.Find(key) is { } row ? Take(row, shared: false) : null;

    /// <summary>Loads a row that nobody may change before the commit.</summary>
    public T? ForShare<TKey, T>(Table<TKey, T> table, TKey key)
        where TKey : notnull
        where T : class => table.Find(key) is { } row ? Take(row, shared: true) : null;

    /// <summary>Loads, to change them, the rows of which it holds, in the order in which they came; asks the ones loaded as they are by now.</summary>
    public List<T> ForUpdate<TKey, T>(Table<TKey, T> table, Func<T, bool> which)
        where TKey : notnull
        where T : class => table.Rows.FindAll(r => which(Seen(r))).ConvertAll(r => Take(r, shared: false));

    /// <summary>Rows as this command left them, not to be changed.</summary>
    public IEnumerable<T> All<TKey, T>(Table<TKey, T> table)
        where TKey : notnull
        where T : class => table.Rows.Select(Seen);

    public void Add<TKey, T>(Table<TKey, T> table, TKey key, T value)
        where TKey : notnull
        where T : class => _adds.Add(() => table.Add(key, value));

    public void Add(Posting posting)
    {
        NewPostings.Add(posting);
        Add(store.Postings, posting.Id, posting);
    }

    public void Add(ResultRow result) => _adds.Add(() => store.Results.Add(result));

    /// <returns>False where another transaction came in between: nothing is kept, and the command is to run again.</returns>
    public bool TryCommit()
    {
        if (!_locks.Values.All(l => l.IsCurrent(decisions)))
        {
            return false;
        }

        foreach (var one in _locks.Values)
        {
            one.Set();
        }

        _adds.ForEach(add => add());
        return true;
    }

    private T Seen<T>(Row<T> row)
        where T : class => _locks.TryGetValue(row, out var taken) ? ((Lock<T>)taken).Copy : row.Value;

    private T Take<T>(Row<T> row, bool shared)
        where T : class
    {
        if (_locks.TryGetValue(row, out var taken))
        {
            taken.IsShared &= shared;
            return ((Lock<T>)taken).Copy;
        }

        var one = new Lock<T>(row, (T)Clone(row.Value)) { IsShared = shared };
        _locks.Add(row, one);
        return one.Copy;
    }

    // Every row is a flat object of values that are never changed in place.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "MemberwiseClone")]
    private static extern object Clone(object row);

    private abstract class Lock
    {
        public bool IsShared { get; set; }

        public abstract bool IsCurrent(Decisions decisions);

        public abstract void Set();
    }

    private sealed class Lock<T>(Row<T> row, T copy) : Lock
        where T : class
    {
        private readonly long _version = row.Version;
        private readonly long _shares = row.Shares;
        private readonly int _jobVersion = (copy as Job)?.Version ?? 0;

        public T Copy => copy;

        // Who counts on a row that is being changed waits for it, and who changes it waits for those who count on it.
        public override bool IsCurrent(Decisions decisions) =>
            decisions.Compares(row.Value, loaded: _version, found: row.Version) && (IsShared || row.Shares == _shares);

        public override void Set()
        {
            // A commit may end the waiting of a job that it only counts on.
            if (IsShared && ((copy as Job)?.Version ?? 0) == _jobVersion)
            {
                row.Shares++;
                return;
            }

            Irrevocable.Check(row.Value, copy);
            row.Value = copy;
            row.Version++;
        }
    }
}
