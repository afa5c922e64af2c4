using System.ComponentModel.DataAnnotations;

namespace Batch.Coordinator.Dispatch;

/// <summary>How far ahead of the workers hints are sent.</summary>
public sealed class DispatchOptions
{
    public const string Section = "Batch:Dispatch";

    /// <summary>Smallest window of hinted chunks a pool, 1 to 10,000. Default 16; twice the live slots where that is more.</summary>
    [Range(1, 10_000)]
    public int SmallestWindow { get; set; } = 16;

    /// <summary>Seconds after which an unclaimed hint is sent again, 1 to 3,600. Default 30.</summary>
    [Range(1, 3600)]
    public double ResendSeconds { get; set; } = 30;

    internal TimeSpan Resend => TimeSpan.FromSeconds(ResendSeconds);
}
