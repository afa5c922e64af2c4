using Batch.Contracts.Leases;

namespace Batch.Worker.Preemption;

/// <summary>How fast this worker's latest attempts were, by what decides it: stage and model.</summary>
internal sealed class StageSpeeds
{
    private const int Kept = 8;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Kind, string Stage, string? Model), Queue<double>> _latest = [];

    /// <summary>An attempt has succeeded.</summary>
    public void Note(ChunkGrant grant, string? model, TimeSpan onDevice)
    {
        var work = grant.RangeEnd - grant.RangeStart;
        if (work <= 0 || onDevice <= TimeSpan.Zero)
        {
            return;
        }

        lock (_gate)
        {
            var key = (grant.Kind, grant.Stage, model);
            var speeds = _latest.TryGetValue(key, out var known) ? known : _latest[key] = [];
            speeds.Enqueue(work / onDevice.TotalSeconds);
            if (speeds.Count > Kept)
            {
                speeds.Dequeue();
            }
        }
    }

    /// <summary>Work units a second of the slowest of the latest: a promise to be done in time must hold. Null where there was none.</summary>
    public double? SlowestOf(ChunkGrant grant, string? model)
    {
        lock (_gate)
        {
            return _latest.TryGetValue((grant.Kind, grant.Stage, model), out var speeds) ? speeds.Min() : null;
        }
    }
}
