using Batch.Core.Items;

namespace Batch.Core.Attempts;

/// <summary>What the end of an attempt means.</summary>
public abstract record SettlementOutcome
{
    private SettlementOutcome()
    {
    }

    /// <summary>Its result is the chunk's.</summary>
    public sealed record Committed : SettlementOutcome;

    /// <summary>Its epoch was stale, or the job had ended.</summary>
    public sealed record Refused : SettlementOutcome;

    /// <summary>It was settled before: a repeated report.</summary>
    public sealed record AlreadySettled : SettlementOutcome;

    /// <summary>The chunk is ready again.</summary>
    public sealed record Returned : SettlementOutcome;

    /// <summary>The chunk is ready again later.</summary>
    public sealed record BackedOff(ItemFailure Failure) : SettlementOutcome;

    /// <summary>The chunk has failed for good.</summary>
    public sealed record ChunkFailed(ItemFailure Failure) : SettlementOutcome;
}
