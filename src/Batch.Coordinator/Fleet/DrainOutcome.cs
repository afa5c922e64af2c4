using Batch.Core.Leases;

namespace Batch.Coordinator.Fleet;

/// <summary>What became of telling a worker to drain.</summary>
internal abstract record DrainOutcome
{
    private DrainOutcome()
    {
    }

    /// <param name="Session">It learns it with its next heartbeat.</param>
    public sealed record Draining(WorkerSession Session) : DrainOutcome;

    public sealed record Ended : DrainOutcome;

    public sealed record Unknown : DrainOutcome;
}
