using Batch.Jobs.Transcription.Downmix;
using Batch.Jobs.Transcription.Tests.Fakes;

namespace Batch.Jobs.Transcription.Tests.Downmix;

public sealed class MonoMixerTests
{
    [Fact]
    public void Stereo_WhenItsChannelsAreOpposite_KeepsTheVoice()
    {
        var voice = Sound.Speech(0.1);

        Assert.Equal(voice[160..], Mix(2, Interleave(voice, [.. voice.Select(sample => (short)-sample)]))[160..]);
    }

    [Fact]
    public void Stereo_WhenOneSideIsSilent_TakesTheOtherAtFullLoudness()
    {
        var voice = Sound.Speech(0.1);

        Assert.Equal(voice[160..], Mix(2, Interleave(new short[voice.Length], voice))[160..]);
    }

    [Fact]
    public void Stereo_WhenBothSidesAreAlike_TakesTheMean()
    {
        var voice = Sound.Speech(0.1);

        Assert.Equal(voice, Mix(2, Interleave(voice, voice)));
    }

    [Fact]
    public void Surround_WhenOnlyTheCentreSpeaks_TakesTheCentre()
    {
        var voice = Sound.Speech(0.1);
        var silent = new short[voice.Length];

        Assert.Equal(voice[160..], Mix(6, Interleave(silent, silent, voice, silent, silent, silent))[160..]);
    }

    [Fact]
    public void Choice_WhenItChanges_IsFadedOver()
    {
        var mixer = new MonoMixer(2);
        var loud = Enumerable.Repeat((short)10_000, MonoMixer.WindowFrames).ToArray();
        var silent = new short[MonoMixer.WindowFrames];
        var mono = new short[MonoMixer.WindowFrames];
        mixer.Mix(Interleave(loud, loud), mono);

        mixer.Mix(Interleave(loud, silent), mono);

        var steps = mono.Zip(mono.Skip(1), (one, next) => Math.Abs(next - one));
        Assert.InRange(mono[0], 5_000, 5_100);
        Assert.Equal(10_000, mono[^1]);
        Assert.All(steps, step => Assert.InRange(step, 0, 100));
    }

    private static short[] Mix(int channels, short[] interleaved)
    {
        var mono = new short[interleaved.Length / channels];
        new MonoMixer(channels).Mix(interleaved, mono);
        return mono;
    }

    private static short[] Interleave(params short[][] channels) =>
        [.. Enumerable.Range(0, channels[0].Length).SelectMany(frame => channels.Select(channel => channel[frame]))];
}
