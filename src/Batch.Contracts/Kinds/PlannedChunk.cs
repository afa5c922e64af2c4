using System.Text.Json;

namespace Batch.Contracts.Kinds;

/// <param name="Start">First work unit.</param>
/// <param name="End">One past the last work unit; greater than <paramref name="Start"/>.</param>
/// <param name="Inputs">Names among the planning attempt's outputs that the chunk reads.</param>
/// <param name="Payload">For the stage runner alone; the orchestrator does not look into it.</param>
public sealed record PlannedChunk(long Start, long End, IReadOnlyList<string> Inputs, JsonElement Payload);
