using Batch.Core.Ids;

namespace Batch.Core.Jobs;

/// <summary>What a user submits. Its counters live beside it, so that its row is written seldom.</summary>
public sealed class Job
{
    private Job()
    {
    }

    public Job(JobId id, JobSubmission submission, DateTimeOffset now)
    {
        Id = id;
        Submission = submission;
        State = JobState.Queued;
        CreatedAt = now;
    }

    public JobId Id { get; private set; }

    public JobSubmission Submission { get; private set; } = null!;

    public JobState State { get; private set; }

    /// <summary>Null for a job that waits for nothing.</summary>
    public WaitCause? WaitingFor { get; private set; }

    /// <summary>What a waiting job, or one that cannot finish, waits for; null otherwise.</summary>
    public string? WaitingReason { get; private set; }

    public DateTimeOffset? WaitingSince { get; private set; }

    /// <summary>Whether every name of the source is on record.</summary>
    public bool EnumerationComplete { get; private set; }

    public string? Error { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Rises with every change of state: compared and set.</summary>
    public int Version { get; private set; }

    public bool HasEnded => JobTransitions.HasEnded(State);

    /// <summary>
    /// Whether its ready chunks may be leased. A waiting job goes on trying, at the pace of its chunks' back-off: the
    /// first commit ends the waiting.
    /// </summary>
    public bool Runs => State is JobState.Running or JobState.Waiting;

    /// <summary>Whether a result under a valid epoch is still kept and paid.</summary>
    public bool TakesCommits => !HasEnded;

    public void Start()
    {
        if (State is JobState.Queued)
        {
            Move(JobState.Running);
        }
    }

    public void CompleteEnumeration() => EnumerationComplete = true;

    /// <summary>Names came since its source was listed.</summary>
    /// <returns>False where it does not run, and so is not listed any more.</returns>
    public bool Relist()
    {
        if (State is not JobState.Queued && !Runs)
        {
            return false;
        }

        EnumerationComplete = false;
        Version++;
        return true;
    }

    /// <summary>
    /// Something outside stands in the way; the job goes on by itself once it heals. One that is finishing stays so and
    /// says what it waits for. Of two things that stand in the way the first is shown until it heals.
    /// </summary>
    public void Wait(WaitCause cause, string reason, DateTimeOffset now)
    {
        if (WaitingFor is { } other && other != cause)
        {
            return;
        }

        if (State is JobState.Waiting or JobState.Finishing)
        {
            WaitingFor = cause;
            WaitingReason = reason;
            WaitingSince ??= now;
            return;
        }

        if (!JobTransitions.Table.Allows(State, JobState.Waiting))
        {
            return;
        }

        Move(JobState.Waiting);
        WaitingFor = cause;
        WaitingReason = reason;
        WaitingSince = now;
    }

    /// <summary>It works again; a job that waits for something else goes on waiting.</summary>
    public void GoOn(WaitCause cause)
    {
        if (State is JobState.Waiting && (WaitingFor ?? cause) == cause)
        {
            Move(JobState.Running);
        }
    }

    /// <summary>A person stops it: nothing more is leased, what runs may still commit.</summary>
    /// <returns>False where the job has ended, is about to, or is being cancelled.</returns>
    public bool Pause()
    {
        if (State is JobState.Paused)
        {
            return true;
        }

        if (!JobTransitions.Table.Allows(State, JobState.Paused))
        {
            return false;
        }

        Move(JobState.Paused);
        return true;
    }

    /// <returns>False where the job was not paused.</returns>
    public bool Resume()
    {
        if (State is not JobState.Paused)
        {
            return false;
        }

        Move(JobState.Running);
        return true;
    }

    /// <returns>False where the job has ended or is about to: of cancel and finish the first to commit wins.</returns>
    public bool Cancel()
    {
        if (State is JobState.Cancelling)
        {
            return true;
        }

        if (!JobTransitions.Table.Allows(State, JobState.Cancelling))
        {
            return false;
        }

        Move(JobState.Cancelling);
        return true;
    }

    /// <summary>Everything has ended, see <see cref="JobFinish"/>: whatever it waited for, nothing needs it any more.</summary>
    public void BeginFinish()
    {
        if (State is JobState.Waiting)
        {
            Move(JobState.Running);
        }

        Move(JobState.Finishing);
    }

    /// <param name="state">One of those in which a job rests.</param>
    /// <param name="now">When it ended.</param>
    /// <param name="error">What could not be done for the job as a whole; null where nothing is to be told.</param>
    public void End(JobState state, DateTimeOffset now, string? error = null)
    {
        Move(state);
        EndedAt = now;
        Error = error;
    }

    /// <returns>False where the job has no failed items that may be opened again.</returns>
    public bool Reopen()
    {
        if (Runs)
        {
            return true;
        }

        if (State is not (JobState.CompletedWithErrors or JobState.Finishing))
        {
            return false;
        }

        Move(JobState.Running);
        EndedAt = null;
        return true;
    }

    private void Move(JobState to)
    {
        State = JobTransitions.Table.Move(State, to);
        Version++;
        if (to is not JobState.Waiting)
        {
            WaitingFor = null;
            WaitingReason = null;
            WaitingSince = null;
        }
    }
}
