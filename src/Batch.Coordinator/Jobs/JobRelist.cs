using Batch.Coordinator.Audit;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Ids;

namespace Batch.Coordinator.Jobs;

/// <summary>Lists the source of a running job once more: what came since becomes items of it, what is on record stays as it is.</summary>
internal sealed class JobRelist(Store store, Signals signals)
{
    public Task<ChangeOutcome> RelistAsync(Caller caller, string id, CancellationToken cancellationToken) =>
        SortableId.TryParse<JobId>(id, out var job)
            ? store.WriteAsync(scope => Relist(scope, caller, job), cancellationToken)
            : Task.FromResult<ChangeOutcome>(new ChangeOutcome.Unknown());

    private ChangeOutcome Relist(WriteScope scope, Caller caller, JobId id)
    {
        if (scope.Db.Jobs.ForUpdate().SingleOrDefault(j => j.Id == id) is not { } job || job.Submission.Project != caller.Project)
        {
            return new ChangeOutcome.Unknown();
        }

        if (!job.Relist())
        {
            return new ChangeOutcome.TooLate($"The job is {StateWords.Of(job.State)}; only the source of a running job is listed again.");
        }

        scope.Db.AuditEntries.Add(new AuditEntry(caller.Project, caller.Name, "job.relist", id.Value, scope.Now));
        scope.AfterCommit(signals.Enumeration.Raise);
        return new ChangeOutcome.Changed(id);
    }
}
