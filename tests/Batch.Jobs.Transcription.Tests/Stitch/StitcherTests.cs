using Batch.Jobs.Transcription.Prepare;
using Batch.Jobs.Transcription.Speech;
using Batch.Jobs.Transcription.Stitch;
using Batch.Jobs.Transcription.Transcribe;
using FsCheck;
using FsCheck.Fluent;

namespace Batch.Jobs.Transcription.Tests.Stitch;

public sealed class StitcherTests
{
    [Fact]
    public void Segments_WhateverTheChunks_AreInOrderWithoutOverlap()
    {
        var example =
            from chunks in Gen.Choose(1, 6)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select (chunks, seed);
        Prop.ForAll(example.ToArbitrary(), one => IsOrdered(one.chunks, one.seed)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Chunk_WhenItFailed_LeavesTheOthersInPlace()
    {
        var plan = new[] { Payload(0, 0), Payload(1, 32_000), Payload(2, 32_000) };

        var joined = Stitcher.Join(plan, [Chunk(plan[0], ["one two"]), null, Chunk(plan[2], ["five six"])]);

        Assert.Equal(["one two", "five six"], joined.Select(segment => segment.Text));
    }

    private static bool IsOrdered(int count, int seed)
    {
        var random = new Random(seed);
        var plan = Enumerable.Range(0, count).Select(index => Payload(index, index > 0 && random.Next(2) == 0 ? 32_000 : 0)).ToList();
        var chunks = plan.Select(payload => random.Next(5) == 0 ? null : Chunk(payload, Texts(random))).ToList();
        var at = 0L;
        foreach (var segment in Stitcher.Join(plan, chunks))
        {
            if (segment.Start < at || segment.End < segment.Start || segment.End > count * 160_000L || segment.Text.Length == 0)
            {
                return false;
            }

            at = segment.End;
        }

        return true;
    }

    private static string[] Texts(Random random) =>
        [.. Enumerable.Range(0, random.Next(4)).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(1, 6)).Select(_ => "abc"[random.Next(3)])))];

    private static ChunkPayload Payload(int index, long leadIn) => new(0, index * 160_000L, 160_000, leadIn, 1 << 20);

    private static ChunkTranscript Chunk(ChunkPayload payload, string[] texts) => new()
    {
        Stream = 0,
        FirstSample = payload.FirstSample,
        SampleCount = payload.SampleCount,
        Segments =
        [
            .. texts.Select((text, index) => new HeardSegment
            {
                Start = payload.FirstSample + (index * 160_000 / texts.Length),
                End = payload.FirstSample + ((index + 1) * 160_000 / texts.Length),
                Text = text,
            }),
        ],
        LeadIn = payload.LeadInSamples > 0 ? ["a", "b"] : [],
        TranscribedSamples = texts.Length > 0 ? 160_000 : 0,
        NonSpeechSamples = texts.Length > 0 ? 0 : 160_000,
        FailedSamples = 0,
    };
}
