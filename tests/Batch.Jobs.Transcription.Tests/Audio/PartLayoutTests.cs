using Batch.Jobs.Transcription.Audio;

namespace Batch.Jobs.Transcription.Tests.Audio;

public sealed class PartLayoutTests
{
    [Fact]
    public void Range_WhenItCrossesParts_IsReadFromEach()
    {
        var parts = PartLayout.Locate(0, new SampleRange(950, 1_100), samplesPerPart: 1_000).ToList();

        Assert.Equal(
            [new PartRange("audio-0000.pcm", 1_900, 100), new PartRange("audio-0001.pcm", 0, 2_000), new PartRange("audio-0002.pcm", 0, 100)],
            parts);
    }

    [Fact]
    public void Range_WhenItEndsWithAPart_DoesNotTouchTheNext() =>
        Assert.Equal([new PartRange("audio-0100.pcm", 0, 2_000)], PartLayout.Locate(1, new SampleRange(0, 1_000), samplesPerPart: 1_000));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 62)]
    [InlineData(2, 125)]
    [InlineData(16_000, 1_000_000)]
    public void Work_IsMicrosecondsRoundedDown(long sample, long micros) => Assert.Equal(micros, PcmFormat.ToMicros(sample));
}
