using Batch.Jobs.Transcription.Captions;
using Batch.Jobs.Transcription.Transcripts;
using FsCheck;
using FsCheck.Fluent;

namespace Batch.Jobs.Transcription.Tests.Captions;

public sealed class CaptionsTests
{
    [Fact]
    public void Cues_WhateverTheSegments_AreShortAndInOrder()
    {
        var example =
            from seed in Gen.Choose(0, int.MaxValue - 1)
            from segments in Gen.Choose(0, 12)
            select (seed, segments);
        Prop.ForAll(example.ToArbitrary(), one => Holds(one.seed, one.segments)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Segment_WhenItIsLong_IsSplitByTheTimesOfItsWords()
    {
        var words = Enumerable.Range(0, 40).Select(i => new TranscriptWord(i, i + 0.5m, $"word{i:00}", null)).ToList();
        var segment = new TranscriptSegment { Start = 0, End = 40, Text = string.Join(' ', words.Select(word => word.Text)), Words = words };

        var cues = CueBuilder.Build(Transcript([segment]));

        Assert.Equal([0, 12_000, 24_000, 36_000], cues.Select(cue => cue.Start));
        Assert.Equal(11_500, cues[0].End);
    }

    [Fact]
    public void Vtt_WhenTextLooksLikeMarkup_EscapesIt() =>
        Assert.Equal(
            "WEBVTT\n\n00:00:01.000 --> 01:00:02.345\n&lt;b&gt; R&amp;D --&gt; x\n",
            VttText.Write([new Cue(1_000, 3_602_345, ["<b> R&D --> x"])]));

    [Fact]
    public void Srt_WhenTextHoldsAnArrow_WritesNoSecondLineOfTimes() =>
        Assert.Equal(
            "1\n00:00:01,000 --> 00:00:02,345\na -> b\nc\n\n",
            SrtText.Write([new Cue(1_000, 2_345, ["a --> b", "c"])]));

    [Fact]
    public void Word_WhenItIsLongerThanALine_IsCut() =>
        Assert.All(
            CueBuilder.Build(Transcript([new TranscriptSegment { Start = 0, End = 9, Text = new string('字', 200) }])).SelectMany(cue => cue.Lines),
            line => Assert.InRange(line.Length, 1, LineBreaker.Width + 1));

    private static bool Holds(int seed, int count)
    {
        var random = new Random(seed);
        var at = 0m;
        var segments = new List<TranscriptSegment>();
        for (var i = 0; i < count; i++)
        {
            var start = at + (random.Next(3_000) / 1000m);
            at = start + (random.Next(3) == 0 ? 0 : random.Next(20_000) / 1000m);
            var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 60)).Select(_ => new string('x', random.Next(1, random.Next(20) == 0 ? 90 : 12))));
            segments.Add(new TranscriptSegment { Start = start, End = at, Text = text });
        }

        var cues = CueBuilder.Build(Transcript(segments));
        var before = 0L;
        foreach (var cue in cues)
        {
            if (cue.Start < before || cue.End <= cue.Start || cue.Lines.Count is < 1 or > 2 || cue.Lines.Any(line => line.Length is 0 or > LineBreaker.Width))
            {
                return false;
            }

            before = cue.End;
        }

        return Letters(cues.SelectMany(cue => cue.Lines)) == Letters(segments.Select(segment => segment.Text));
    }

    private static int Letters(IEnumerable<string> texts) => texts.Sum(text => text.Count(letter => letter != ' '));

    private static Transcript Transcript(List<TranscriptSegment> segments) => new()
    {
        Source = "talk.mp3",
        DurationSeconds = segments.Count == 0 ? 0 : segments[^1].End,
        Model = "base",
        Text = "",
        Segments = segments,
        Coverage = new Coverage(0, 0, 0),
        Warnings = [],
    };
}
