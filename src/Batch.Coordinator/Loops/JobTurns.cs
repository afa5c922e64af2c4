using Batch.Core.Ids;
using Batch.Core.Jobs;
using Microsoft.Extensions.Logging;

namespace Batch.Coordinator.Loops;

/// <summary>
/// Gives every job its turn: one whose turn fails is logged and left out for a growing pause, and holds up no other.
/// </summary>
internal sealed partial class JobTurns(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Dictionary<JobId, Fault> _faults = [];

    /// <param name="jobs">All that have something to do.</param>
    /// <param name="turn">Does a piece of a job; true where there is more of it.</param>
    /// <param name="cancellationToken">Ends the round.</param>
    /// <returns>Whether a job that can go on has more to do.</returns>
    public async Task<bool> EachAsync(IReadOnlyList<Job> jobs, Func<Job, Task<bool>> turn, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var gone in _faults.Keys.Except(jobs.Select(j => j.Id)).ToList())
        {
            _faults.Remove(gone);
        }

        var more = false;
        foreach (var job in jobs.Where(j => !_faults.TryGetValue(j.Id, out var fault) || fault.PausedUntil <= now))
        {
            try
            {
                more |= await turn(job);
                _faults.Remove(job.Id);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
#pragma warning disable CA1031 // Whatever is wrong with one job, the others go on (invariant I7).
            catch (Exception error)
#pragma warning restore CA1031
            {
                var failures = _faults.GetValueOrDefault(job.Id).Failures + 1;
                var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures - 1), LongestPause.TotalSeconds));
                _faults[job.Id] = new Fault(failures, now + pause);
                LogTurnFailed(logger, job.Id, failures, pause, error);
            }
        }

        return more;
    }

    private readonly record struct Fault(int Failures, DateTimeOffset PausedUntil);
}
