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

    /// <summary>Uptime by the worker's monotonic clock: at the last stored cut or, once it has ended, at its end.</summary>
    public DeviceTime At { get; private set; }

    public DeviceTime Idle { get; private set; }

    public DeviceTime ColdStart { get; private set; }

    /// <summary>
    /// Uptime x devices that neither its attempts nor its own causes account for, known once it has ended: as a rule the lease
    /// term after the last cut of a lost session, and else zero.
    /// </summary>
    public DeviceTime Unattributed { get; private set; }

    public DateTimeOffset RegisteredAt { get; private set; }

    /// <summary>For people only: no decision looks at it.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>It renews its leases; whether it is granted more is <see cref="TakesWork"/>.</summary>
    public bool IsLive => State is SessionState.Live or SessionState.Draining;

    public bool TakesWork => State is SessionState.Live;

    /// <summary>Uptime x devices: what its causes add up to.</summary>
    public DeviceTime Uptime => new(checked(At.Micros * Devices));

    /// <summary>Stores a cut; a reading that runs backwards takes no time back.</summary>
    /// <returns>False where it is not newer than the stored one, or the session has ended: nothing changes.</returns>
    public bool Store(SessionCut cut, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(cut);
        if (!IsLive || cut.Sequence <= Sequence)
        {
            return false;
        }

        Sequence = cut.Sequence;
        At = DeviceTime.Max(At, cut.At);
        Idle = DeviceTime.Max(Idle, cut.Idle);
        ColdStart = DeviceTime.Max(ColdStart, cut.ColdStart);
        SeenAt = now;
        return true;
    }

    /// <summary>From now on it is granted nothing; its worker learns it with the next heartbeat. Telling it twice changes nothing.</summary>
    /// <returns>False where it has ended.</returns>
    public bool Drain()
    {
        if (TakesWork)
        {
            State = SessionTransitions.Table.Move(State, SessionState.Draining);
        }

        return IsLive;
    }

    /// <summary>An end that needs no waiting: its uptime is its last cut.</summary>
    /// <param name="attempts">What its attempts, all of them ended, were billed.</param>
    /// <param name="now">The time for the record.</param>
    public void Close(DeviceTime attempts, DateTimeOffset now) => EndAs(SessionState.Closed, At, attempts, now);

    /// <summary>It fell silent: its uptime is its last cut plus one lease term.</summary>
    /// <param name="leaseTerm">The term for which it was silent.</param>
    /// <param name="attempts">What its attempts, all of them ended, were billed.</param>
    /// <param name="now">The time for the record.</param>
    public void Lose(TimeSpan leaseTerm, DeviceTime attempts, DateTimeOffset now) =>
        EndAs(SessionState.Lost, At + new DeviceTime((long)leaseTerm.TotalMicroseconds), attempts, now);

    private void EndAs(SessionState state, DeviceTime uptime, DeviceTime attempts, DateTimeOffset now)
    {
        State = SessionTransitions.Table.Move(State, state);
        EndedAt = now;
        var attributed = Idle + ColdStart + attempts;
        // An attempt that ended after the last cut was billed by its own report: the worker lived at least as long.
        var proven = new DeviceTime((attributed.Micros + Devices - 1) / Devices);
        At = DeviceTime.Max(uptime, proven);
        Unattributed = Uptime - attributed;
    }
}
