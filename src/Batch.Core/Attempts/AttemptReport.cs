using Batch.Core.Items;
using Batch.Core.Metering;

namespace Batch.Core.Attempts;

/// <summary>How a worker says an attempt ended.</summary>
public abstract record AttemptReport
{
    private AttemptReport()
    {
    }

    /// <summary>The fencing token that it was granted under.</summary>
    public required long Epoch { get; init; }

    public required AttemptMeter Meter { get; init; }

    public string? Model { get; init; }

    /// <summary>Its results are written.</summary>
    public sealed record Succeeded : AttemptReport;

    public sealed record Failed(FailureReason Reason, ItemFailure Failure) : AttemptReport;

    /// <summary>Given back undone.</summary>
    public sealed record Released : AttemptReport;
}
