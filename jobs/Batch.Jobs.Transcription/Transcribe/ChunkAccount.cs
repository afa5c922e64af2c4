using Batch.Contracts.Engines;
using Batch.Jobs.Transcription.Audio;
using Batch.Jobs.Transcription.Prepare;
using Batch.Jobs.Transcription.Speech;

namespace Batch.Jobs.Transcription.Transcribe;

/// <summary>Turns what was heard into the chunk's result: clamped to the chunk, in item time, every sample accounted for.</summary>
internal sealed class ChunkAccount(ChunkPayload payload)
{
    private readonly SampleRange _chunk = payload.Range();

    /// <param name="heard">In samples of the audio that the chunk heard, in order.</param>
    /// <param name="failed">In the same samples.</param>
    /// <param name="language">Of the speech.</param>
    /// <param name="engine">That heard it; null where none was needed.</param>
    /// <param name="redone">Samples heard twice.</param>
    public ChunkTranscript Close(
        IEnumerable<HeardSegment> heard,
        IEnumerable<SampleRange> failed,
        string? language,
        EngineDescription? engine,
        long redone)
    {
        var leadIn = new List<string>();
        var segments = new List<HeardSegment>();
        var at = _chunk.First;
        foreach (var segment in heard.Select(one => one.Shift(payload.Heard().First)))
        {
            if (WithoutLeadIn(segment, leadIn)?.Clamp(SampleRange.Between(at, _chunk.End)) is { } kept)
            {
                segments.Add(kept);
                at = Math.Max(at, kept.End);
            }
        }

        var transcribed = segments.Sum(segment => segment.Range().Count);
        var lost = failed.Sum(range => Untranscribed(SampleRange.Between(
            Math.Max(_chunk.First, range.First + payload.Heard().First),
            Math.Min(_chunk.End, range.End + payload.Heard().First)), segments));
        return new ChunkTranscript
        {
            Stream = payload.Stream,
            FirstSample = _chunk.First,
            SampleCount = _chunk.Count,
            Language = language,
            Engine = engine,
            Segments = segments,
            LeadIn = leadIn,
            TranscribedSamples = transcribed,
            FailedSamples = lost,
            NonSpeechSamples = _chunk.Count - transcribed - lost,
            RedoneSamples = redone,
        };
    }

    private static long Untranscribed(SampleRange range, List<HeardSegment> segments) =>
        range.Count - segments.Sum(segment =>
            SampleRange.Between(Math.Max(range.First, segment.Start), Math.Min(range.End, segment.End)).Count);

    private HeardSegment? WithoutLeadIn(HeardSegment segment, List<string> leadIn)
    {
        if (segment.Start >= _chunk.First)
        {
            return segment;
        }

        var before = segment.TimedWords().TakeWhile(word => word.Start + word.End < 2 * _chunk.First).ToList();
        leadIn.AddRange(before.Select(word => word.Text));
        return segment.SkipWords(before.Count);
    }
}
