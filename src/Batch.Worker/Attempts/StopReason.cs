namespace Batch.Worker.Attempts;

/// <summary>Why a run was stopped from outside. The first reason stays.</summary>
internal enum StopReason
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>The coordinator said so: the job was cancelled, or the attempt is no longer leased.</summary>
    Told,

    /// <summary>The session has ended; nobody waits for the result.</summary>
    SessionClosed,

    /// <summary>The worker stops.</summary>
    Draining,

    /// <summary>The machine is about to be taken away, and the run would not be done before that.</summary>
    Preempted,

    /// <summary>The wall time of the grant has passed.</summary>
    WallLimit,

    /// <summary>The device time that the grant authorised is spent.</summary>
    AuthorisedTimeSpent,
}
