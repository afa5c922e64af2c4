using Batch.Core.States;
using static Batch.Core.Jobs.JobState;

namespace Batch.Core.Jobs;

public static class JobTransitions
{
    public static Transitions<JobState> Table { get; } = new(
        (Queued, [Running, Paused, Waiting, Cancelling, Failed]),
        (Running, [Paused, Waiting, Cancelling, Finishing, Failed]),
        (Paused, [Running, Cancelling]),
        (Waiting, [Running, Paused, Cancelling, Failed]),
        (Cancelling, [Cancelled]),
        // A retry of failed items may open a job that is about to end; a cancel then comes too late.
        (Finishing, [Completed, CompletedWithErrors, Running]),
        // Retrying its failed items opens an ended job again.
        (CompletedWithErrors, [Running]));

    /// <summary>The four states in which a job rests.</summary>
    public static bool HasEnded(JobState state) => state is Completed or CompletedWithErrors or Failed or Cancelled;
}
