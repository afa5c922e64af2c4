namespace Batch.Jobs.Transcription.Speech;

/// <param name="Start">First sample.</param>
/// <param name="End">One past the last sample.</param>
/// <param name="Text">With its punctuation.</param>
/// <param name="Probability">0 to 1; null where the engine does not say.</param>
internal sealed record HeardWord(long Start, long End, string Text, double? Probability);
