namespace Batch.Coordinator.Attempts;

/// <summary>Codes of failures that the coordinator itself looks at.</summary>
internal static class FailureCodes
{
    // A disk without room, or an engine that no session of the pool can run: nothing heals it but a person.
    private static readonly HashSet<string> NeedAPerson =
        ["disk_full", "model_unavailable", "engine_missing", "engine_start_failed", "engine_unreachable"];

    /// <summary>Whether the job waits visibly at once, not only after <see cref="Core.Chunks.RetryRules.MachineryPatience"/>.</summary>
    public static bool NeedsAPerson(string code) => NeedAPerson.Contains(code);
}
