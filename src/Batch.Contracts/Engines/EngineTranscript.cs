namespace Batch.Contracts.Engines;

/// <summary>What an engine heard.</summary>
/// <param name="Language">ISO 639-1 code that was given or detected; null where the engine does not say.</param>
/// <param name="Segments">In order of time.</param>
public sealed record EngineTranscript(string? Language, IReadOnlyList<EngineSegment> Segments);
