namespace Batch.Worker.Metering;

/// <summary>
/// The meter of one worker session: its devices, its attempts and the monotonic clock. Every call is atomic, so a cut
/// never sees half of a change.
/// </summary>
internal sealed class SessionMeter
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly DeviceMeter[] _devices;
    private readonly Dictionary<string, AttemptMeter> _attempts = [];
    private long _settledMicros;

    public SessionMeter(int devices, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(devices, 1);
        _time = time;
        _devices = [.. Enumerable.Range(0, devices).Select(_ => new DeviceMeter(Attribute))];
        _startedAt = time.GetTimestamp();
    }

    /// <summary>Opens the account of an attempt; it has no time yet.</summary>
    public void Open(string attemptId)
    {
        lock (_gate)
        {
            _attempts.Add(attemptId, default);
        }
    }

    public DeviceShare Start(string attemptId, int device)
    {
        lock (_gate)
        {
            var share = new DeviceShare(attemptId, device);
            _devices[device].Start(share, UptimeMicros());
            return share;
        }
    }

    public void Stop(DeviceShare share)
    {
        lock (_gate)
        {
            _devices[share.Device].Stop(share, UptimeMicros());
        }
    }

    public void BeginQualityRedo(DeviceShare share)
    {
        lock (_gate)
        {
            _devices[share.Device].BeginQualityRedo(share, UptimeMicros());
        }
    }

    public void BeginColdStart(int device)
    {
        lock (_gate)
        {
            _devices[device].BeginColdStart(UptimeMicros());
        }
    }

    public void EndColdStart(int device)
    {
        lock (_gate)
        {
            _devices[device].EndColdStart(UptimeMicros());
        }
    }

    public AttemptMeter Of(string attemptId)
    {
        lock (_gate)
        {
            Advance();
            return _attempts[attemptId];
        }
    }

    /// <summary>The coordinator has the attempt's end on record: its time leaves the cuts of this session.</summary>
    public void Settle(string attemptId)
    {
        lock (_gate)
        {
            if (_attempts.Remove(attemptId, out var meter))
            {
                _settledMicros += meter.Total;
            }
        }
    }

    public MeterCut Cut()
    {
        lock (_gate)
        {
            var now = Advance();
            return new MeterCut(
                now,
                _devices.Sum(device => device.IdleMicros),
                _devices.Sum(device => device.ColdStartMicros),
                _settledMicros,
                new Dictionary<string, AttemptMeter>(_attempts));
        }
    }

    private long Advance()
    {
        var now = UptimeMicros();
        foreach (var device in _devices)
        {
            device.AdvanceTo(now);
        }

        return now;
    }

    private void Attribute(DeviceShare share, long micros) =>
        _attempts[share.AttemptId] = _attempts[share.AttemptId].Plus(micros, share.Redoing);

    private long UptimeMicros() =>
        (long)((Int128)(_time.GetTimestamp() - _startedAt) * 1_000_000 / _time.TimestampFrequency);
}
