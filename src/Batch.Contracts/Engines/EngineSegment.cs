namespace Batch.Contracts.Engines;

/// <summary>A stretch of speech.</summary>
/// <param name="Start">Seconds from the start of the piece.</param>
/// <param name="End">Seconds from the start of the piece.</param>
/// <param name="Text">As the engine gave it, trimmed.</param>
/// <param name="AvgLogprob">Mean log probability of its tokens; null where the engine does not say.</param>
/// <param name="NoSpeechProb">Probability that there is no speech in its window; null where the engine does not say.</param>
/// <param name="Words">With times; empty where the engine gives none.</param>
public sealed record EngineSegment(
    double Start,
    double End,
    string Text,
    double? AvgLogprob,
    double? NoSpeechProb,
    IReadOnlyList<EngineWord> Words);
