using Batch.Cli.Progress;

namespace Batch.Cli.Tests.Progress;

public sealed class AudioTimeTests
{
    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(7_400_000, "0:07")]
    [InlineData(59_600_000, "1:00")]
    [InlineData(245_000_000, "4:05")]
    [InlineData(3_723_000_000, "1:02:03")]
    [InlineData(360_000_000_000_000, "100000:00:00")]
    [InlineData(-5, "0:00")]
    public void AudioTime_WhenWritten_ReadsAsOnAPlayer(long micros, string text) =>
        Assert.Equal(text, AudioTime.OfMicros(micros));
}
