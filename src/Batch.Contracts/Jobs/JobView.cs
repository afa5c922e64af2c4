using System.Text.Json;
using Batch.Contracts.Costs;

namespace Batch.Contracts.Jobs;

/// <summary>A job as REST shows it.</summary>
public sealed record JobView
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>
    /// <c>queued</c>, <c>running</c>, <c>paused</c>, <c>waiting</c>, <c>cancelling</c>, <c>finishing</c>, <c>completed</c>,
    /// <c>completedWithErrors</c>, <c>failed</c> or <c>cancelled</c>.
    /// </summary>
    public required string State { get; init; }

    /// <summary>Only in state <c>waiting</c>, and in <c>finishing</c> while the output folder takes nothing.</summary>
    public WaitingView? Waiting { get; init; }

    public required JobProgress Progress { get; init; }

    public required CostTotal Cost { get; init; }

    public required string Pool { get; init; }

    public required int Priority { get; init; }

    public required JsonElement Options { get; init; }

    public required SourceSpec Source { get; init; }

    public required OutputSpec Output { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why the job failed as a whole; null otherwise.</summary>
    public string? Error { get; init; }

    /// <summary>True in the four states that a job never leaves.</summary>
    public required bool Ended { get; init; }
}
