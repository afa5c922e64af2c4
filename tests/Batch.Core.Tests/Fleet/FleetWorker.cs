using Batch.Core.Attempts;
using Batch.Core.Leases;
using Batch.Core.Metering;

namespace Batch.Core.Tests.Fleet;

/// <summary>A worker with one device: what it runs and meters, whether or not the coordinator has heard of it yet.</summary>
internal sealed class FleetWorker(WorkerSession session)
{
    private readonly Dictionary<Attempt, long> _unsettled = [];
    private readonly List<Attempt> _running = [];
    private long _uptime;
    private long _idle;
    private long _cuts;

    public WorkerSession Session { get; } = session;

    public IReadOnlyList<Attempt> Running => _running;

    public void Run(Attempt attempt)
    {
        _running.Add(attempt);
        _unsettled[attempt] = 0;
    }

    /// <summary>Time passes on its device: each of k attempts gets 1/k, what is left over the oldest ones.</summary>
    public void Spend(long micros)
    {
        _uptime += micros;
        if (_running.Count == 0)
        {
            _idle += micros;
            return;
        }

        for (var i = 0; i < _running.Count; i++)
        {
            _unsettled[_running[i]] += (micros / _running.Count) + (i < micros % _running.Count ? 1 : 0);
        }
    }

    /// <summary>It stops running the attempt and says what it metered.</summary>
    public AttemptMeter Stop(Attempt attempt, long redoShare)
    {
        _running.Remove(attempt);
        var total = _unsettled[attempt];
        var redo = total * redoShare / 100;
        return new AttemptMeter(new DeviceTime(total - redo), new DeviceTime(redo));
    }

    /// <summary>A heartbeat arrives at the coordinator.</summary>
    public void Beat(DateTimeOffset now)
    {
        var cut = new SessionCut(++_cuts, new DeviceTime(_uptime), new DeviceTime(_idle), DeviceTime.Zero);
        if (!Session.Store(cut, now))
        {
            return;
        }

        foreach (var attempt in _running.Where(a => a.IsOpen))
        {
            attempt.Read(new AttemptMeter(new DeviceTime(_unsettled[attempt]), DeviceTime.Zero), workDone: 0);
        }
    }
}
