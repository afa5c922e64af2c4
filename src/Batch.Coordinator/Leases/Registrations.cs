using Batch.Contracts.Workers;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Ids;
using Batch.Core.Leases;
using Batch.Core.Ledger;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Leases;

/// <summary>Opens worker sessions.</summary>
internal sealed class Registrations(Store store, SessionEnd end, Signals signals, IOptions<LeaseOptions> options)
{
    public async Task<WorkerRegistered> RegisterAsync(RegisterWorker worker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(worker);
        var id = await store.WriteAsync(
            scope =>
            {
                var live = scope.Db.Sessions.ForUpdate()
                    .SingleOrDefault(s => s.Instance == worker.InstanceId && (s.State == SessionState.Live || s.State == SessionState.Draining));
                if (live is not null)
                {
                    end.Replace(scope, live);
                    scope.Db.SaveChanges();
                }

                var session = new WorkerSession(
                    SortableId.New<SessionId>(scope.Now),
                    worker.InstanceId,
                    worker.Pool,
                    worker.Devices,
                    worker.Slots,
                    worker.Host,
                    scope.Now);
                scope.Db.Sessions.Add(session);
                scope.Db.SessionAccounts.Add(new SessionAccount(session.Id, scope.Now));
                scope.AfterCommit(() =>
                {
                    // More slots: more may run ahead, and more be hinted.
                    signals.Ahead.Raise();
                    signals.Dispatch.Raise();
                });
                return session.Id;
            },
            cancellationToken);
        return new WorkerRegistered(id.Value, options.Value.HeartbeatSeconds, options.Value.TermSeconds);
    }
}
