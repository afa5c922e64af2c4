using Batch.Jobs.Transcription.Prepare;
using Batch.Jobs.Transcription.Speech;
using Batch.Jobs.Transcription.Transcribe;

namespace Batch.Jobs.Transcription.Stitch;

/// <summary>Joins the chunks of a stream in item time: in order, without overlap, nothing said twice at a cut.</summary>
internal static class Stitcher
{
    /// <param name="plan">Of all chunks, in order.</param>
    /// <param name="chunks">What was heard in each; null where the chunk failed.</param>
    public static IReadOnlyList<HeardSegment> Join(IReadOnlyList<ChunkPayload> plan, IReadOnlyList<ChunkTranscript?> chunks)
    {
        var joined = new List<HeardSegment>();
        for (var index = 0; index < plan.Count; index++)
        {
            if (chunks[index] is not { } chunk)
            {
                continue;
            }

            var segments = chunk.Segments;
            if (plan[index].LeadInSamples > 0 && index > 0 && chunks[index - 1] is { } before)
            {
                segments = Overlapped(joined, before, chunk);
            }

            joined.AddRange(segments);
        }

        return joined;
    }

    private static List<HeardSegment> Overlapped(List<HeardSegment> joined, ChunkTranscript before, ChunkTranscript chunk)
    {
        var last = joined.LastOrDefault();
        var said = last is not null && last.Start >= before.FirstSample ? last.TimedWords() : [];
        var after = chunk.Segments.SelectMany(segment => segment.TimedWords()).Take(12);
        var overlap = Overlap.Align([.. said.Select(word => word.Text)], chunk.LeadIn, [.. after.Select(word => word.Text)]);
        if (overlap.DropBefore > 0)
        {
            joined.RemoveAt(joined.Count - 1);
            if (last!.DropLastWords(overlap.DropBefore) is { } shorter)
            {
                joined.Add(shorter);
            }
        }

        return Prepend(overlap.LeadIn, Skip(chunk.Segments, overlap.SkipAfter), chunk.FirstSample);
    }

    private static List<HeardSegment> Skip(IReadOnlyList<HeardSegment> segments, int words)
    {
        var kept = new List<HeardSegment>(segments.Count);
        foreach (var segment in segments)
        {
            var has = segment.TimedWords().Count;
            if (segment.SkipWords(Math.Min(words, has)) is { } rest)
            {
                kept.Add(rest);
            }

            words = Math.Max(0, words - has);
        }

        return kept;
    }

    /// <summary>Words that end at the cut are said at its first sample.</summary>
    private static List<HeardSegment> Prepend(IReadOnlyList<string> words, List<HeardSegment> segments, long cut)
    {
        if (words.Count == 0)
        {
            return segments;
        }

        var text = string.Join(' ', words);
        if (segments.Count == 0)
        {
            return [new HeardSegment { Start = cut, End = cut, Text = text }];
        }

        var first = segments[0];
        segments[0] = first with
        {
            Start = cut,
            Text = $"{text} {first.Text}",
            Words = first.Words.Count == 0 ? [] : [.. words.Select(word => new HeardWord(cut, cut, word, null)), .. first.Words],
        };
        return segments;
    }
}
