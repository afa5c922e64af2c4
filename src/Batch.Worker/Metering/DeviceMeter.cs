namespace Batch.Worker.Metering;

/// <summary>
/// Splits every microsecond of one device between the attempts on it, oldest first. Pure: the caller says what time it
/// is, in microseconds since the session began. Whatever the schedule, what was handed out adds up to the time that passed.
/// </summary>
internal sealed class DeviceMeter(Action<DeviceShare, long> attribute)
{
    private readonly List<DeviceShare> _running = [];
    private int _coldStarts;
    private long _at;

    /// <summary>Time with nothing running and nothing starting.</summary>
    public long IdleMicros { get; private set; }

    /// <summary>Time with nothing running while an engine was starting.</summary>
    public long ColdStartMicros { get; private set; }

    public void Start(DeviceShare share, long now)
    {
        AdvanceTo(now);
        _running.Add(share);
    }

    public void Stop(DeviceShare share, long now)
    {
        AdvanceTo(now);
        if (!_running.Remove(share))
        {
            throw new InvalidOperationException($"Attempt {share.AttemptId} is not on device {share.Device}.");
        }
    }

    public void BeginQualityRedo(DeviceShare share, long now)
    {
        AdvanceTo(now);
        share.Redoing = true;
    }

    public void BeginColdStart(long now)
    {
        AdvanceTo(now);
        _coldStarts++;
    }

    public void EndColdStart(long now)
    {
        AdvanceTo(now);
        _coldStarts--;
    }

    /// <summary>Attributes the time since the last call. Must be called before anything that changes who shares the device.</summary>
    public void AdvanceTo(long now)
    {
        var elapsed = now - _at;
        ArgumentOutOfRangeException.ThrowIfNegative(elapsed, nameof(now));
        _at = now;

        if (_running.Count > 0)
        {
            Split(elapsed);
        }
        else if (_coldStarts > 0)
        {
            ColdStartMicros += elapsed;
        }
        else
        {
            IdleMicros += elapsed;
        }
    }

    private void Split(long elapsed)
    {
        var (share, remainder) = Math.DivRem(elapsed, _running.Count);
        for (var i = 0; i < _running.Count; i++)
        {
            attribute(_running[i], share + (i < remainder ? 1 : 0));
        }
    }
}
