using Batch.Jobs.Transcription.Audio;

namespace Batch.Jobs.Transcription.Quality;

/// <summary>A stretch that is to be heard again.</summary>
/// <param name="Range">Where.</param>
/// <param name="Words">Words that were heard there.</param>
/// <param name="LoudSeconds">Sound that is there.</param>
/// <param name="IsGarbage">Whether those words are worth nothing: a loop.</param>
internal sealed record Suspect(SampleRange Range, double Words, double LoudSeconds, bool IsGarbage);
