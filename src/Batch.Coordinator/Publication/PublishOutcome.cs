using Batch.Contracts.Items;
using Batch.Core.Items;

namespace Batch.Coordinator.Publication;

/// <summary>What became of copying an item's outputs.</summary>
internal abstract record PublishOutcome
{
    private PublishOutcome()
    {
    }

    /// <summary>Every output is at its place, durable.</summary>
    public sealed record Done(IReadOnlyList<PublishedOutput> Outputs) : PublishOutcome;

    public sealed record Failed(ItemFailure Failure) : PublishOutcome;

    /// <summary>The output folder takes nothing now; the same is tried again until it does.</summary>
    public sealed record Blocked(string Reason) : PublishOutcome;
}
