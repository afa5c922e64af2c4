using Batch.Coordinator.Jobs;
using Batch.Core.Ids;
using Batch.Core.Ledger;
using Batch.Core.Metering;

namespace Batch.Coordinator.Storage;

/// <summary>
/// What a command may use inside a group commit: the context, the time, and deltas of shared rows, which are summed over
/// the whole batch and written once.
/// </summary>
public sealed class WriteScope
{
    private readonly List<(JobId Job, JobDelta Delta)> _jobs = [];
    private readonly List<(RollupKey Key, DeviceTime Time)> _rollups = [];
    private readonly List<Action> _afterCommit = [];

    internal WriteScope(BatchDbContext db, DateTimeOffset now)
    {
        Db = db;
        Now = now;
    }

    public BatchDbContext Db { get; }

    /// <summary>For the record; no decision about a lease depends on the clock of a machine.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Whether the transaction has put anything on the disk.</summary>
    internal bool HasWritten { get; set; }

    internal IReadOnlyList<(JobId Job, JobDelta Delta)> Jobs => _jobs;

    internal IReadOnlyList<(RollupKey Key, DeviceTime Time)> Rollups => _rollups;

    public void Count(JobId job, JobDelta delta) => _jobs.Add((job, delta));

    public void RollUp(RollupKey key, DeviceTime time) => _rollups.Add((key, time));

    /// <summary>Writes, and changes nothing: throws where nothing can be stored.</summary>
    internal void ProveWritable()
    {
        Db.ProveWritable();
        HasWritten = true;
    }

    /// <summary>Runs once the transaction is durable; for signals only, it must not throw.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    internal void Absorb(WriteScope command)
    {
        _jobs.AddRange(command._jobs);
        _rollups.AddRange(command._rollups);
        _afterCommit.AddRange(command._afterCommit);
        HasWritten |= command.HasWritten;
    }

    internal void Announce() => _afterCommit.ForEach(action => action());
}
