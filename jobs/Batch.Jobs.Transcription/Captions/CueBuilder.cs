using Batch.Jobs.Transcription.Speech;
using Batch.Jobs.Transcription.Transcripts;

namespace Batch.Jobs.Transcription.Captions;

/// <summary>
/// Splits segments into cues of two lines by the times of their words. Cues never overlap and never run backwards, and
/// each stays on the screen for a moment.
/// </summary>
internal static class CueBuilder
{
    /// <summary>Nobody reads a shorter cue.</summary>
    private const long LeastMilliseconds = 100;

    /// <summary>A word of a script without spaces is cut into lines of this many characters.</summary>
    private const int LongestWord = LineBreaker.Width / 2;

    public static IReadOnlyList<Cue> Build(Transcript transcript)
    {
        var cues = new List<Cue>();
        foreach (var segment in transcript.Segments)
        {
            Split(segment, cues);
        }

        return InOrder(cues, (long)(transcript.DurationSeconds * 1000));
    }

    private static void Split(TranscriptSegment segment, List<Cue> cues)
    {
        var words = Words(segment);
        var texts = words.Select(word => word.Text).ToList();
        for (var at = 0; at < words.Count;)
        {
            var count = LineBreaker.Fitting(texts, at);
            var end = at + count == words.Count ? Milliseconds(segment.End) : words[at + count - 1].End;
            cues.Add(new Cue(words[at].Start, end, LineBreaker.Break(texts.GetRange(at, count))));
            at += count;
        }
    }

    private static List<CaptionWord> Words(TranscriptSegment segment)
    {
        var start = Milliseconds(segment.Start);
        var words = segment.Words is { Count: > 0 } given
            ? given.Select(word => new CaptionWord(Milliseconds(word.Start), Milliseconds(word.End), word.Text))
            : WordTimes.Spread(segment.Text, start, Milliseconds(segment.End)).Select(word => new CaptionWord(word.Start, word.End, word.Text));
        return [.. words.SelectMany(Pieces)];
    }

    private static IEnumerable<CaptionWord> Pieces(CaptionWord word)
    {
        if (word.Text.Length <= LineBreaker.Width)
        {
            return [word];
        }

        var pieces = word.Text.Chunk(LongestWord).Select(piece => new string(piece)).ToList();
        var step = (word.End - word.Start) / pieces.Count;
        return pieces.Select((piece, index) => new CaptionWord(word.Start + (step * index), word.Start + (step * (index + 1)), piece));
    }

    /// <summary>Moves starts behind the end of the cue before, and joins to it what the end of the audio leaves no time for.</summary>
    private static List<Cue> InOrder(List<Cue> cues, long duration)
    {
        var ordered = new List<Cue>(cues.Count);
        var at = 0L;
        for (var index = 0; index < cues.Count; index++)
        {
            var next = index + 1 < cues.Count ? cues[index + 1].Start : Math.Max(duration, cues[index].End);
            var start = Math.Max(at, cues[index].Start);
            var end = Math.Max(start + LeastMilliseconds, Math.Min(cues[index].End, Math.Max(next, start)));
            ordered.Add(cues[index] with { Start = start, End = end });
            at = end;
        }

        return ordered;
    }

    private static long Milliseconds(decimal seconds) => (long)(seconds * 1000);
}
