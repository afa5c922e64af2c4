namespace Batch.Jobs.Transcription.Captions;

/// <param name="Start">Milliseconds.</param>
/// <param name="End">Milliseconds.</param>
/// <param name="Text">Without spaces around it.</param>
internal readonly record struct CaptionWord(long Start, long End, string Text);
