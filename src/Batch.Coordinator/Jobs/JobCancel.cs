using Batch.Coordinator.Audit;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Ids;
using Batch.Core.Jobs;

namespace Batch.Coordinator.Jobs;

/// <summary>Cancels a job: only its row changes here, loops close what is open.</summary>
internal sealed class JobCancel(Store store, Signals signals)
{
    public Task<ChangeOutcome> CancelAsync(Caller caller, string id, CancellationToken cancellationToken) =>
        SortableId.TryParse<JobId>(id, out var job)
            ? store.WriteAsync(scope => Cancel(scope, caller, job), cancellationToken)
            : Task.FromResult<ChangeOutcome>(new ChangeOutcome.Unknown());

    private ChangeOutcome Cancel(WriteScope scope, Caller caller, JobId id)
    {
        if (scope.Db.Jobs.ForUpdate().SingleOrDefault(j => j.Id == id) is not { } job || job.Submission.Project != caller.Project)
        {
            return new ChangeOutcome.Unknown();
        }

        if (job.State is JobState.Cancelling)
        {
            return new ChangeOutcome.Changed(id);
        }

        if (!job.Cancel())
        {
            return new ChangeOutcome.TooLate($"The job is {StateWords.Of(job.State)}; it cannot be cancelled any more.");
        }

        scope.Db.AuditEntries.Add(new AuditEntry(caller.Project, caller.Name, "job.cancel", id.Value, scope.Now));
        scope.AfterCommit(() =>
        {
            signals.Cancellation.Raise();
            signals.Finish.Raise();
            signals.Jobs.Raise(id);
        });
        return new ChangeOutcome.Changed(id);
    }
}
