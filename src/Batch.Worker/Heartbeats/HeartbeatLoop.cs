using Batch.Worker.Leases;
using Batch.Worker.Sessions;
using Microsoft.Extensions.Logging;

namespace Batch.Worker.Heartbeats;

/// <summary>One heartbeat for the whole worker, at the interval that the coordinator set. Silence is not refusal.</summary>
internal sealed partial class HeartbeatLoop(WorkerSession session, ICoordinator coordinator, TimeProvider time, ILogger log)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(session.HeartbeatInterval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await BeatAsync(closing: false, cancellationToken);
        }
    }

    /// <summary>Sends one heartbeat and obeys the answer.</summary>
    public async Task BeatAsync(bool closing, CancellationToken cancellationToken)
    {
        try
        {
            session.Apply(await coordinator.HeartbeatAsync(session.Cut(closing), cancellationToken));
        }
        catch (CoordinatorSilentException e)
        {
            LogSilent(log, session.Id, e.Message);
        }
    }
}
