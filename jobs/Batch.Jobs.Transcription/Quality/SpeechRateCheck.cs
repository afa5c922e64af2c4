using Batch.Jobs.Transcription.Audio;
using Batch.Jobs.Transcription.Speech;

namespace Batch.Jobs.Transcription.Quality;

/// <summary>
/// Finds speech that the engine lost. Whisper ends a window early and stamps the last words over the rest of it, without a
/// word of warning: seconds of sound with hardly a word are the only sign. Loops and improbable words are found too.
/// </summary>
internal sealed class SpeechRateCheck(LoudnessCurve curve)
{
    /// <summary>People say 3 to 4 words in a second of sound.</summary>
    private const double TooFewWordsPerSecond = 1.5;

    private const double LeastSegmentSeconds = 2;
    private const double LeastHoleSeconds = 1.2;
    private const double UnlikelyLogprob = -1.0;

    /// <summary>Loudness around a stretch says what is loud within it: 15 s on both sides.</summary>
    private const int SurroundingFrames = 15 * LoudnessCurve.FrameRate;

    /// <summary>An engine's window: where it said that nobody speaks, it said so up to its end.</summary>
    private const long Window = 30 * PcmFormat.SampleRate;

    /// <param name="island">What the engine was given.</param>
    /// <param name="heard">What it heard there, in order.</param>
    /// <returns>Stretches to hear again, in order.</returns>
    public IReadOnlyList<Suspect> Find(SampleRange island, IReadOnlyList<Heard> heard)
    {
        var suspects = new List<Suspect>();
        var at = island.First;
        var silentUntil = 0L;
        foreach (var (segment, isSpeech) in heard)
        {
            AddHole(suspects, SampleRange.Between(at, segment.Start), silentUntil);
            if (isSpeech)
            {
                silentUntil = 0;
                AddSegment(suspects, segment);
            }
            else
            {
                silentUntil = segment.Start + Window;
            }

            at = Math.Max(at, segment.End);
        }

        AddHole(suspects, SampleRange.Between(at, island.End), silentUntil);
        return suspects;
    }

    /// <summary>Seconds of sound in a stretch that are loud as speech around it is.</summary>
    public double LoudSeconds(SampleRange range)
    {
        var frames = curve.FramesOf(range);
        var around = Math.Max(0, frames.Start.Value - SurroundingFrames)..Math.Min(curve.Count, frames.End.Value + SurroundingFrames);
        var level = Activity.SpeechLevel(curve.Levels[around]);
        var loud = 0;
        foreach (var frame in curve.Levels[frames])
        {
            loud += frame > level ? 1 : 0;
        }

        return (double)loud / LoudnessCurve.FrameRate;
    }

    private void AddHole(List<Suspect> suspects, SampleRange hole, long silentUntil)
    {
        // The engine looked there and said music or noise: hearing it in pieces only tempts it to invent words.
        var unheard = SampleRange.Between(Math.Max(hole.First, Math.Min(silentUntil, hole.End)), hole.End);
        if (unheard.Count > 0 && LoudSeconds(unheard) is var loud and >= LeastHoleSeconds)
        {
            suspects.Add(new Suspect(unheard, 0, loud, IsGarbage: false));
        }
    }

    private void AddSegment(List<Suspect> suspects, HeardSegment segment)
    {
        var words = WordCount.Of(segment.Text);
        var loud = LoudSeconds(segment.Range());
        var isGarbage = RepetitionCheck.IsLoop(segment.Text);
        if (isGarbage
            || segment.AvgLogprob < UnlikelyLogprob
            || (loud >= LeastSegmentSeconds && words / loud < TooFewWordsPerSecond))
        {
            suspects.Add(new Suspect(segment.Range(), words, loud, isGarbage));
        }
    }
}
