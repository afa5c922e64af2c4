using Batch.Coordinator.Audit;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Ids;

namespace Batch.Coordinator.Fleet;

/// <summary>Tells a worker to go: nothing more is granted to it from this commit on.</summary>
internal sealed class WorkerDrain(Store store, Signals signals)
{
    public Task<DrainOutcome> DrainAsync(Caller caller, string id, CancellationToken cancellationToken) =>
        SortableId.TryParse<SessionId>(id, out var session)
            ? store.WriteAsync(scope => Drain(scope, caller, session), cancellationToken)
            : Task.FromResult<DrainOutcome>(new DrainOutcome.Unknown());

    private DrainOutcome Drain(WriteScope scope, Caller caller, SessionId id)
    {
        if (scope.Db.Sessions.ForUpdate().SingleOrDefault(s => s.Id == id) is not { } session)
        {
            return new DrainOutcome.Unknown();
        }

        if (!session.Drain())
        {
            return new DrainOutcome.Ended();
        }

        scope.Db.AuditEntries.Add(new AuditEntry(caller.Project, caller.Name, "worker.drain", id.Value, scope.Now));

        // What it would have got is for the others.
        scope.AfterCommit(signals.Dispatch.Raise);
        return new DrainOutcome.Draining(session);
    }
}
