namespace Batch.Core.Attempts;

/// <summary>Where an attempt is; the legal ways are in <see cref="AttemptTransitions"/>.</summary>
public enum AttemptState
{
    /// <summary>Leased to a worker.</summary>
    Running,

    /// <summary>Ended: its result is the chunk's result.</summary>
    Committed,

    /// <summary>Ended: another attempt had committed, or its epoch was stale.</summary>
    Refused,

    /// <summary>Ended by itself: crash, timeout, bad input, machinery.</summary>
    Failed,

    /// <summary>Ended: given back undone.</summary>
    Released,

    /// <summary>Ended: its worker fell silent and the chunk was reclaimed.</summary>
    Lost,
}
