using Batch.Jobs.Transcription.Audio;
using Batch.Jobs.Transcription.Cuts;
using Batch.Jobs.Transcription.Tests.Fakes;
using FsCheck;
using FsCheck.Fluent;

namespace Batch.Jobs.Transcription.Tests.Cuts;

public sealed class CutFinderTests
{
    private const int Second = PcmFormat.SampleRate;

    [Fact]
    public void Cuts_WhateverTheAudio_TileItSampleExactly()
    {
        var audio =
            from frames in Gen.Choose(0, 60_000)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            from rest in Gen.Choose(0, LoudnessCurve.FrameSamples - 1)
            from target in Gen.Choose(30, 300)
            select (Curve(frames, seed, rest), target * (long)Second);
        Prop.ForAll(audio.ToArbitrary(), example => Tiles(example.Item1, example.Item2)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Cut_WhenThereIsAPauseNearTheTarget_LiesWithinIt()
    {
        var curve = LoudnessCurve.Of([.. Sound.Speech(57), .. Sound.Silence(0.5), .. Sound.Speech(63)]);

        var cuts = CutFinder.Split(curve, 60 * Second);

        Assert.InRange(cuts[0].Range.End, 57.1 * Second, 57.4 * Second);
        Assert.Equal(0, cuts[1].LeadInSamples);
    }

    [Fact]
    public void Cut_WhenThereIsNoPause_GivesTheNextChunkALeadIn()
    {
        var tone = Enumerable.Range(0, 150 * Second).Select(i => (short)(8000 * Math.Sin(i * 0.3))).ToArray();

        var cuts = CutFinder.Split(LoudnessCurve.Of(tone), 60 * Second);

        Assert.Equal(0, cuts[0].LeadInSamples);
        Assert.All(cuts.Skip(1), cut => Assert.Equal(2 * Second, cut.LeadInSamples));
    }

    [Fact]
    public void Audio_WhenItIsLittleLongerThanTheTarget_StaysWhole() =>
        Assert.Single(CutFinder.Split(LoudnessCurve.Of(Sound.Speech(70)), 60 * Second));

    private static LoudnessCurve Curve(int frames, int seed, int rest)
    {
        var levels = new byte[frames + (rest > 0 ? 1 : 0)];
        new Random(seed).NextBytes(levels);
        return new LoudnessCurve(levels, ((long)frames * LoudnessCurve.FrameSamples) + rest);
    }

    private static bool Tiles(LoudnessCurve curve, long target)
    {
        var at = 0L;
        var work = 0L;
        foreach (var cut in CutFinder.Split(curve, target))
        {
            if (cut.Range.First != at || cut.Range.Count <= 0 || cut.LeadInSamples > cut.Range.First
                || cut.Range.Count > target * 6 / 5 || PcmFormat.ToMicros(cut.Range.End) <= work)
            {
                return false;
            }

            at = cut.Range.End;
            work = PcmFormat.ToMicros(at);
        }

        return at == curve.Samples;
    }
}
