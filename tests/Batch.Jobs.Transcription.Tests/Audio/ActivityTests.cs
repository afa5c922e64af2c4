using Batch.Jobs.Transcription.Audio;
using Batch.Jobs.Transcription.Tests.Fakes;

namespace Batch.Jobs.Transcription.Tests.Audio;

public sealed class ActivityTests
{
    [Fact]
    public void Islands_WhenSpeechFollowsLongSilence_BeginJustBeforeIt()
    {
        var curve = LoudnessCurve.Of([.. Sound.Silence(60), .. Sound.Speech(10)]);

        var island = Assert.Single(Activity.Islands(curve.Levels, 1_000, 50));

        Assert.InRange(island.Start.Value, 5_940, 6_000);
        Assert.Equal(7_000, island.End.Value);
    }

    [Fact]
    public void Islands_WhenThePauseIsShort_AreJoined()
    {
        var curve = LoudnessCurve.Of([.. Sound.Speech(5), .. Sound.Silence(5), .. Sound.Speech(5)]);

        Assert.Single(Activity.Islands(curve.Levels, 1_000, 50));
    }

    [Theory]
    [InlineData("brown_noise_30s.ogg")]
    [InlineData("pink_noise_30s.flac")]
    [InlineData("white_noise_30s.wav")]
    [InlineData("hum_50hz_30s.wav")]
    [InlineData("room_noise_-60dB_60s.wav")]
    [InlineData("digital_silence_30s.wav")]
    public async Task Noise_WhenItHardlyMoves_HoldsNoIsland(string name)
    {
        using var item = Item.OfFile(SharedAudio.Find($"crafted_silence_noise/files/{name}"));
        await item.PrepareAsync();

        var curve = LoudnessCurve.Of(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(item.Get("prepare/0/audio-0000.pcm")));

        Assert.Empty(Activity.Islands(curve.Levels, 1_000, 50));
    }
}
