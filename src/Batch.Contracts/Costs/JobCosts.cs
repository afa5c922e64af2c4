namespace Batch.Contracts.Costs;

/// <summary>The answer of <c>GET /v1/jobs/{id}/costs</c>.</summary>
public sealed record JobCosts
{
    public required string JobId { get; init; }

    /// <summary>What the job pays; the lines add up to it exactly.</summary>
    public required CostTotal Total { get; init; }

    /// <summary>By stage, pool, model and cause.</summary>
    public required IReadOnlyList<CostLine> Lines { get; init; }

    /// <summary>The totals by cause.</summary>
    public required IReadOnlyList<CauseTotal> ByCause { get; init; }

    /// <summary>Attempts that run or wait for settlement: their time is not in the total yet.</summary>
    public required long PendingAttempts { get; init; }

    /// <summary>The rate that the amounts come from, in words, such as <c>local: 0.05 USD per device-hour (assumed)</c>.</summary>
    public required string Rate { get; init; }
}
