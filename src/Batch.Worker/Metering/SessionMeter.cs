namespace Batch.Worker.Metering;

/// <summary>
/// The meter of one worker session: its devices, its attempts and the monotonic clock. Every call is atomic, so a cut
/// never sees half of a change.
/// </summary>
internal sealed class SessionMeter
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly long startedAt;
    private readonly DeviceMeter[] devices;
    private readonly Dictionary<string, AttemptMeter> attempts = [];
    private long settledMicros;

    public SessionMeter(int devices, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(devices, 1);
        this.time = time;
        this.devices = [.. Enumerable.Range(0, devices).Select(_ => new DeviceMeter(Attribute))];
        startedAt = time.GetTimestamp();
    }

    /// <summary>Opens the account of an attempt; it has no time yet.</summary>
    public void Open(string attemptId)
    {
        lock (gate)
        {
            attempts.Add(attemptId, default);
        }
    }

    public DeviceShare Start(string attemptId, int device)
    {
        lock (gate)
        {
            var share = new DeviceShare(attemptId, device);
            devices[device].Start(share, UptimeMicros());
            return share;
        }
    }

    public void Stop(DeviceShare share)
    {
        lock (gate)
        {
            devices[share.Device].Stop(share, UptimeMicros());
        }
    }

    public void BeginQualityRedo(DeviceShare share)
    {
        lock (gate)
        {
            devices[share.Device].BeginQualityRedo(share, UptimeMicros());
        }
    }

    public void BeginColdStart(int device)
    {
        lock (gate)
        {
            devices[device].BeginColdStart(UptimeMicros());
        }
    }

    public void EndColdStart(int device)
    {
        lock (gate)
        {
            devices[device].EndColdStart(UptimeMicros());
        }
    }

    public AttemptMeter Of(string attemptId)
    {
        lock (gate)
        {
            Advance();
            return attempts[attemptId];
        }
    }

    /// <summary>The coordinator has the attempt's end on record: its time leaves the cuts of this session.</summary>
    public void Settle(string attemptId)
    {
        lock (gate)
        {
            if (attempts.Remove(attemptId, out var meter))
            {
                settledMicros += meter.Total;
            }
        }
    }

    public MeterCut Cut()
    {
        lock (gate)
        {
            var now = Advance();
            return new MeterCut(
                now,
                devices.Sum(device => device.IdleMicros),
                devices.Sum(device => device.ColdStartMicros),
                settledMicros,
                new Dictionary<string, AttemptMeter>(attempts));
        }
    }

    private long Advance()
    {
        var now = UptimeMicros();
        foreach (var device in devices)
        {
            device.AdvanceTo(now);
        }

        return now;
    }

    private void Attribute(DeviceShare share, long micros) =>
        attempts[share.AttemptId] = attempts[share.AttemptId].Plus(micros, share.Redoing);

    private long UptimeMicros() =>
        (long)((Int128)(time.GetTimestamp() - startedAt) * 1_000_000 / time.TimestampFrequency);
}
