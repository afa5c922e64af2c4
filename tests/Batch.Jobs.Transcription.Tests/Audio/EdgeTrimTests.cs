using Batch.Jobs.Transcription.Audio;
using Batch.Jobs.Transcription.Tests.Fakes;

namespace Batch.Jobs.Transcription.Tests.Audio;

public sealed class EdgeTrimTests
{
    private readonly EdgeTrim _trim = new(LoudnessCurve.Of([.. Sound.Silence(10), .. Sound.Speech(5), .. Sound.Silence(10)]));

    [Fact]
    public void Segment_WhenItBeginsAndEndsInSilence_IsShortened()
    {
        var trimmed = _trim.Trim(SampleRange.Between(5 * Sound.Rate, 20 * Sound.Rate));

        Assert.InRange(trimmed.First, 9.85 * Sound.Rate, 10.1 * Sound.Rate);
        Assert.InRange(trimmed.End, 14.9 * Sound.Rate, 15.4 * Sound.Rate);
    }

    [Fact]
    public void Segment_WhenItIsSpeechThroughout_StaysAsItIs()
    {
        var speech = SampleRange.Between((long)(11.1 * Sound.Rate), (long)(13.1 * Sound.Rate));

        Assert.Equal(speech, _trim.Trim(speech));
    }

    [Fact]
    public void Segment_WhenItIsSilenceThroughout_StaysAsItIs()
    {
        var silence = SampleRange.Between(0, 5 * Sound.Rate);

        Assert.Equal(silence, _trim.Trim(silence));
    }
}
