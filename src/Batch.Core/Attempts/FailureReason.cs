namespace Batch.Core.Attempts;

/// <summary>Why an attempt failed: decides whether it counts against the chunk.</summary>
public enum FailureReason
{
    /// <summary>The chunk fails at once.</summary>
    BadInput,

    /// <summary>Counted.</summary>
    EngineCrash,

    /// <summary>Counted.</summary>
    Timeout,

    /// <summary>Never counted; retried with a back-off.</summary>
    Machinery,

    /// <summary>Engine or decoder were killed from outside: counts with the lost workers, not as a try.</summary>
    Killed,
}
