using Batch.Core.Ids;
using Batch.Core.Metering;

namespace Batch.Core.Leases;

/// <summary>A worker's uninterrupted presence in one pool. Once it has ended it never comes back.</summary>
public sealed class WorkerSession
{
    private WorkerSession()
    {
    }

    public WorkerSession(SessionId id, string instance, string pool, int devices, int slots, string host, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(devices, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        Id = id;
        Instance = instance;
        Pool = pool;
        Devices = devices;
        Slots = slots;
        Host = host;
        State = SessionState.Live;
        RegisteredAt = now;
        SeenAt = now;
    }

    public SessionId Id { get; private set; }

    /// <summary>Durable id of the worker.</summary>
    public string Instance { get; private set; } = "";

    public string Pool { get; private set; } = "";

    public int Devices { get; private set; }

    public int Slots { get; private set; }

    public string Host { get; private set; } = "";

    public SessionState State { get; private set; }

    /// <summary>Number of the last stored cut; it only rises, so it is also the renewal counter of all its leases.</summary>
    public long Sequence { get; private set; }

    /// <summary>Uptime at the last stored cut, by the worker's monotonic clock.</summary>
    public DeviceTime At { get; private set; }

    public DeviceTime Idle { get; private set; }

    public DeviceTime ColdStart { get; private set; }

    /// <summary>Uptime x devices after the last cut of a lost session.</summary>
    public DeviceTime Unattributed { get; private set; }

    public DateTimeOffset RegisteredAt { get; private set; }

    /// <summary>For people only: no decision looks at it.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsLive => State is SessionState.Live;

    /// <summary>Uptime x devices: what its causes add up to.</summary>
    public DeviceTime Uptime => new(checked((At.Micros * Devices) + Unattributed.Micros));

    /// <summary>Stores a cut.</summary>
    /// <returns>False where it is not newer than the stored one, or the session has ended: nothing changes.</returns>
    public bool Store(SessionCut cut, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(cut);
        if (!IsLive || cut.Sequence <= Sequence)
        {
            return false;
        }

        Sequence = cut.Sequence;
        At = cut.At;
        Idle = cut.Idle;
        ColdStart = cut.ColdStart;
        SeenAt = now;
        return true;
    }

    /// <summary>A graceful end: its uptime is its last cut.</summary>
    public void Close(DateTimeOffset now) => EndAs(SessionState.Closed, now);

    /// <summary>It fell silent: its uptime is its last cut plus one lease term.</summary>
    public void Lose(TimeSpan leaseTerm, DateTimeOffset now)
    {
        EndAs(SessionState.Lost, now);
        Unattributed = new DeviceTime(checked((long)leaseTerm.TotalMicroseconds * Devices));
    }

    private void EndAs(SessionState state, DateTimeOffset now)
    {
        State = SessionTransitions.Table.Move(State, state);
        EndedAt = now;
    }
}
