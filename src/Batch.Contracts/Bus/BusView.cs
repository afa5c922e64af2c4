namespace Batch.Contracts.Bus;

/// <summary>The bus as a coordinator sees it, since it started.</summary>
public sealed record BusView
{
    public required bool Healthy { get; init; }

    /// <summary>What is wrong with the connection or with a receive endpoint; empty where all is well.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Messages that the broker did not take, or returned because no queue was there.</summary>
    public required long Unsent { get; init; }

    /// <summary>Messages that came in and were not dealt with. They are said again by who sent them.</summary>
    public required long Faulted { get; init; }

    public string? LastFault { get; init; }

    public DateTimeOffset? LastFaultAt { get; init; }
}
