using Batch.Coordinator.Leases;
using Batch.Coordinator.Storage;
using Batch.Core.Leases;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Home;

/// <summary>Closes the sessions of workers that lived in the process which had the home before.</summary>
internal sealed class SessionsOfBefore(SessionEnd end, IOptions<CoordinatorOptions> options)
{
    // The home was locked by their process, and now it is ours: they are dead, whatever the database says. In a database that
    // others share, only workers that live in a process on this home are known to be.
    public int Close(WriteScope scope)
    {
        var ours = options.Value.InProcessWorkers;
        var live = scope.Db.Sessions
            .Where(s => s.State == SessionState.Live || s.State == SessionState.Draining)
            .Where(s => !scope.Db.IsShared || ours.Contains(s.Instance))
            .OrderBy(s => s.Id)
            .ForUpdate()
            .ToList();
        live.ForEach(session => end.Close(scope, session));
        return live.Count;
    }
}
