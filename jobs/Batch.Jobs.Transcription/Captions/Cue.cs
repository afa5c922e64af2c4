namespace Batch.Jobs.Transcription.Captions;

/// <summary>A caption on the screen.</summary>
/// <param name="Start">Milliseconds.</param>
/// <param name="End">Milliseconds; after <paramref name="Start"/>.</param>
/// <param name="Lines">At most two.</param>
internal sealed record Cue(long Start, long End, IReadOnlyList<string> Lines);
