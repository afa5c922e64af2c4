namespace Batch.Contracts.Workers;

/// <summary>A worker that is alive, as REST shows it.</summary>
public sealed record WorkerView
{
    /// <summary>Its session; a worker that is started again has another one.</summary>
    public required string Id { get; init; }

    /// <summary>Durable id of the worker.</summary>
    public required string Instance { get; init; }

    public required string Host { get; init; }

    public required string Pool { get; init; }

    /// <summary><c>live</c> or <c>draining</c>.</summary>
    public required string State { get; init; }

    public required int Slots { get; init; }

    public required int Devices { get; init; }

    /// <summary>When it registered.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When its last heartbeat was stored.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>What it holds now, the oldest first: at most one more than its slots.</summary>
    public required IReadOnlyList<WorkerAttempt> Attempts { get; init; }
}
