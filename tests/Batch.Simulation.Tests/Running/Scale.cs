namespace Batch.Simulation.Tests.Running;

/// <summary>How large a run may be.</summary>
internal sealed record Scale
{
    /// <summary>Transactions in memory cost microseconds.</summary>
    public static Scale OfModel { get; } = new() { FaultSeconds = 400, Jobs = 3, Items = 4, Chunks = 5, PollSeconds = 5, Patience = TimeSpan.FromHours(4) };

    /// <summary>Transactions of a database cost milliseconds.</summary>
    public static Scale OfHandlers { get; } = new() { FaultSeconds = 80, Jobs = 2, Items = 2, Chunks = 3, PollSeconds = 20, Patience = TimeSpan.FromMinutes(40) };

    /// <summary>For how long faults happen, at most.</summary>
    public required double FaultSeconds { get; init; }

    public required int Jobs { get; init; }

    /// <summary>Of a job.</summary>
    public required int Items { get; init; }

    /// <summary>Of an item in its planned stage.</summary>
    public required int Chunks { get; init; }

    /// <summary>How often a worker asks for work without a hint.</summary>
    public required double PollSeconds { get; init; }

    /// <summary>Within which everything must have ended once the faults have.</summary>
    public required TimeSpan Patience { get; init; }
}
