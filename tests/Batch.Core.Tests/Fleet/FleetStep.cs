namespace Batch.Core.Tests.Fleet;

/// <summary>What can happen to a fleet. The picks choose whom it happens to among those there are.</summary>
internal enum FleetEvent
{
    Claim,
    Work,
    Finish,
    Release,
    Crash,
    TimeOut,
    BadInput,
    Machinery,
    Kill,

    /// <summary>A report that was sent before arrives, for the first time or again.</summary>
    Repeat,
    Heartbeat,

    /// <summary>The coordinator closes an attempt that heartbeats did not name; its worker may still run it.</summary>
    Forget,
    LoseSession,
    CloseSession,
    Pause,
    Resume,
    Cancel,

    /// <summary>The ready chunks of cancelled jobs are closed.</summary>
    CloseCancelled,

    /// <summary>Time passes.</summary>
    Later,
}

/// <param name="Event">What happens.</param>
/// <param name="Pick">Chooses whom it happens to.</param>
/// <param name="Amount">How much, or a second choice.</param>
internal readonly record struct FleetStep(FleetEvent Event, int Pick, int Amount);
