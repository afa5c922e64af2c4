namespace Batch.Contracts.Workers;

/// <summary>The answer to <see cref="Heartbeat"/>.</summary>
public sealed record HeartbeatAnswer
{
    /// <summary>The session has ended: stop its runs and register anew.</summary>
    public bool SessionClosed { get; init; }

    /// <summary>Claim nothing more, end what runs, say goodbye, and stop.</summary>
    public bool Drain { get; init; }

    /// <summary>Attempts whose end is on record, committed or refused: they need not be repeated.</summary>
    public IReadOnlyList<string> Settled { get; init; } = [];

    /// <summary>Running attempts to stop and give back: their job was cancelled, or they are no longer leased.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];
}
