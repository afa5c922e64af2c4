using Batch.Coordinator.Leases;
using Batch.Coordinator.Storage;
using Batch.Core.Leases;

namespace Batch.Coordinator.Home;

/// <summary>Closes the sessions of workers that lived in the process which had the home before.</summary>
internal sealed class SessionsOfBefore(SessionEnd end)
{
    // The home was locked by their process, and now it is ours: they are dead, whatever the database says.
    public int Close(WriteScope scope)
    {
        var live = scope.Db.Sessions.Where(s => s.State == SessionState.Live || s.State == SessionState.Draining).ToList();
        live.ForEach(session => end.Close(scope, session));
        return live.Count;
    }
}
