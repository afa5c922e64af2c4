using Batch.Jobs.Transcription.Speech;

namespace Batch.Jobs.Transcription.Quality;

/// <summary>What an engine said of a stretch, after the gates.</summary>
/// <param name="Segment">In samples of the chunk's audio.</param>
/// <param name="IsSpeech">False where the engine itself says, by annotation or by probability, that nobody speaks.</param>
internal sealed record Heard(HeardSegment Segment, bool IsSpeech)
{
    /// <summary>Both must say so, as in OpenAI's own decoder.</summary>
    private const double NoSpeech = 0.6;

    private const double Unlikely = -1.0;

    public static Heard Judge(HeardSegment segment) => new(
        segment,
        !NonSpeechText.Is(segment.Text) && !(segment.NoSpeechProb > NoSpeech && segment.AvgLogprob < Unlikely));
}
