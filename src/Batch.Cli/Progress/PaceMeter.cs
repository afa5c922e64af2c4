using Batch.Contracts.Jobs;

namespace Batch.Cli.Progress;

/// <summary>
/// Tells the pace of a job from what was seen of it. Only the last minute counts, so that a resumed job does not begin with
/// the work of earlier runs, and a long one shows how it goes now.
/// </summary>
internal sealed class PaceMeter
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    /// <summary>Below this a speed would be noise.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly Queue<(TimeSpan At, long Work)> _seen = new();

    /// <param name="progress">The job now.</param>
    /// <param name="elapsed">Time since watching began; never falls.</param>
    public Pace Observe(JobProgress progress, TimeSpan elapsed)
    {
        var work = progress.WorkDone + progress.WorkRunningDone;
        _seen.Enqueue((elapsed, work));
        while (_seen.Count > 2 && elapsed - _seen.Peek().At > Window)
        {
            _seen.Dequeue();
        }

        var (since, before) = _seen.Peek();
        if (elapsed - since < Shortest || work <= before)
        {
            return Pace.Unknown;
        }

        var speed = (work - before) / (elapsed - since).TotalMicroseconds;
        var left = Math.Max(0, progress.WorkKnown - work - progress.WorkFailed);
        return new Pace(speed, progress.EnumerationComplete ? TimeSpan.FromMicroseconds(left / speed) : null);
    }
}
