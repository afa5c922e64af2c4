using Batch.Jobs.Transcription.Audio;
using Batch.Jobs.Transcription.Quality;
using Batch.Jobs.Transcription.Speech;

namespace Batch.Jobs.Transcription.Transcribe;

/// <summary>Hears suspect stretches again in smaller pieces, and keeps the better of both.</summary>
internal sealed class QualityRedo(ChunkAudio audio, Listener listener)
{
    /// <summary>Suspects closer than this are heard again together.</summary>
    private const long Joined = PcmFormat.SampleRate / 2;

    /// <summary>Not more than this share of a chunk, the thinnest first: what is suspect throughout is no speech, or none that the model knows.</summary>
    private const double MostShare = 0.4;

    private const long MostAlways = 30 * PcmFormat.SampleRate;

    /// <summary>Samples that were heard again.</summary>
    public long RedoneSamples { get; private set; }

    /// <summary>Stretches whose words were a loop both times.</summary>
    public List<SampleRange> Failed { get; } = [];

    public static IReadOnlyList<Suspect> Choose(IEnumerable<Suspect> suspects, long chunkSamples)
    {
        var budget = Math.Max(MostAlways, (long)(chunkSamples * MostShare));
        var chosen = new List<Suspect>();
        foreach (var suspect in suspects.OrderByDescending(suspect => suspect.LoudSeconds - (suspect.Words / 3)))
        {
            if (suspect.Range.Count <= budget)
            {
                budget -= suspect.Range.Count;
                chosen.Add(suspect);
            }
        }

        return Join([.. chosen.OrderBy(suspect => suspect.Range.First)]);
    }

    /// <returns><paramref name="heard"/> with the suspect's stretch replaced where that is better.</returns>
    public async Task<List<Heard>> RedoAsync(Suspect suspect, List<Heard> heard, CancellationToken cancellationToken)
    {
        var again = new List<Heard>();
        foreach (var piece in PieceCutter.Cut(audio.Curve, suspect.Range))
        {
            RedoneSamples += piece.Count;
            again.AddRange(await listener.HearAgainAsync(piece, cancellationToken));
        }

        var speech = again.Where(one => one.IsSpeech && !RepetitionCheck.IsLoop(one.Segment.Text)).ToList();
        var words = speech.Sum(one => WordCount.Of(one.Segment.Text));
        if (words <= suspect.Words && !suspect.IsGarbage)
        {
            return heard;
        }

        if (words == 0)
        {
            Failed.Add(suspect.Range);
        }

        var others = heard.Where(one => !Lies(one.Segment, suspect.Range));
        return [.. others.Concat(speech).OrderBy(one => one.Segment.Start)];
    }

    private static bool Lies(HeardSegment segment, SampleRange range) =>
        segment.Start >= range.First && segment.End <= range.End;

    private static List<Suspect> Join(IReadOnlyList<Suspect> suspects)
    {
        var joined = new List<Suspect>();
        foreach (var suspect in suspects)
        {
            if (joined.Count > 0 && suspect.Range.First - joined[^1].Range.End <= Joined)
            {
                var last = joined[^1];
                joined[^1] = new Suspect(
                    SampleRange.Between(last.Range.First, Math.Max(last.Range.End, suspect.Range.End)),
                    last.Words + suspect.Words,
                    last.LoudSeconds + suspect.LoudSeconds,
                    last.IsGarbage || suspect.IsGarbage);
            }
            else
            {
                joined.Add(suspect);
            }
        }

        return joined;
    }
}
