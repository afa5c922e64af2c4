namespace Batch.Contracts.Engines;

/// <param name="Start">Seconds from the start of the piece.</param>
/// <param name="End">Seconds from the start of the piece.</param>
/// <param name="Text">The word, trimmed, with its punctuation.</param>
/// <param name="Probability">0 to 1; null where the engine does not say.</param>
public sealed record EngineWord(double Start, double End, string Text, double? Probability);
