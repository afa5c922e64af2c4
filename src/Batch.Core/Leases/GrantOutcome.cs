using Batch.Core.Attempts;

namespace Batch.Core.Leases;

/// <summary>What became of a claim for one chunk.</summary>
public abstract record GrantOutcome
{
    private GrantOutcome()
    {
    }

    public sealed record Leased(Attempt Attempt) : GrantOutcome;

    /// <summary>Leased to another, not due yet, or its job does not run.</summary>
    public sealed record NotReady : GrantOutcome;

    public sealed record SessionClosed : GrantOutcome;
}
