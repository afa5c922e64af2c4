namespace Batch.Coordinator.Attempts;

/// <summary>Codes of failures that the coordinator itself looks at.</summary>
internal static class FailureCodes
{
    /// <summary>A disk is full: the job waits visibly at once.</summary>
    public const string DiskFull = "disk_full";
}
