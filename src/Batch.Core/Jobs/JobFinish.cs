namespace Batch.Core.Jobs;

/// <summary>When a job may end, and how.</summary>
public static class JobFinish
{
    /// <summary>The state that an ended job with these counters rests in; null while it may not finish yet.</summary>
    /// <param name="job">The job, under a lock on its row.</param>
    /// <param name="openItems">Items that have not ended.</param>
    /// <param name="openAttempts">Attempts that have no terminal posting.</param>
    /// <param name="itemsWithErrors">Items that ended failed or partial.</param>
    public static JobState? Decide(Job job, long openItems, long openAttempts, long itemsWithErrors)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (openItems > 0 || openAttempts > 0)
        {
            return null;
        }

        return job.State switch
        {
            JobState.Cancelling => JobState.Cancelled,
            JobState.Running or JobState.Waiting or JobState.Finishing when job.EnumerationComplete =>
                itemsWithErrors > 0 ? JobState.CompletedWithErrors : JobState.Completed,
            _ => null,
        };
    }
}
