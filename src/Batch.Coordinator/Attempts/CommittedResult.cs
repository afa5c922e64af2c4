using Batch.Contracts.Kinds;
using Batch.Coordinator.Objects;

namespace Batch.Coordinator.Attempts;

/// <summary>What a successful attempt brings, checked before the transaction opened.</summary>
/// <param name="Objects">Rows for the objects that it wrote.</param>
/// <param name="Plan">How the next stage is split; null where the stage plans nothing.</param>
/// <param name="FactsJson">Facts of the item; null before the last stage.</param>
internal sealed record CommittedResult(IReadOnlyList<CommittedObject> Objects, ChunkPlan? Plan, string? FactsJson);
