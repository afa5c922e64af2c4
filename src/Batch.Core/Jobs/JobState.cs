namespace Batch.Core.Jobs;

/// <summary>Where a job is; the legal ways are in <see cref="JobTransitions"/>.</summary>
public enum JobState
{
    /// <summary>Accepted; nothing of it has been listed yet.</summary>
    Queued,

    /// <summary>Its items are listed, dispatched and run.</summary>
    Running,

    /// <summary>A person stopped it; leased chunks may still commit.</summary>
    Paused,

    /// <summary>It cannot go on by itself until something outside heals; the reason and since when are on record.</summary>
    Waiting,

    /// <summary>Cancelled; leased chunks are told to stop, ready ones are closed.</summary>
    Cancelling,

    /// <summary>Every item has ended; totals and manifest are being written.</summary>
    Finishing,

    /// <summary>Ended: every item completed or was skipped.</summary>
    Completed,

    /// <summary>Ended: some items failed or are partial.</summary>
    CompletedWithErrors,

    /// <summary>Ended: the job as a whole could not be done.</summary>
    Failed,

    /// <summary>Ended: cancelled.</summary>
    Cancelled,
}
