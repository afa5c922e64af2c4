using Batch.Jobs.Transcription.Length;
using Batch.Jobs.Transcription.Tests.Fakes;

namespace Batch.Jobs.Transcription.Tests.Length;

public sealed class LengthTests
{
    [Theory]
    [InlineData("wav_truncated_half.wav", 14.595)]
    [InlineData("wav_size_zero.wav", null)]
    [InlineData("wav_size_ffffffff.wav", null)]
    [InlineData("mp3_named.wav", null)]
    [InlineData("one_byte.wav", null)]
    public void Riff_StatesItsLength_UnlessItsRecorderDidNotFillItIn(string name, double? seconds)
    {
        var declared = RiffLength.DeclaredSeconds(SharedAudio.Find($"broken_inputs/files/{name}"));

        Assert.Equal(seconds ?? -1, declared ?? -1, 0.01);
    }

    [Theory]
    [InlineData("crafted_formats/files/opus.ogg", true)]
    [InlineData("crafted_formats/files/vorbis.ogg", true)]
    [InlineData("broken_inputs/files/ogg_truncated.ogg", false)]
    [InlineData("broken_inputs/files/one_byte.wav", false)]
    public void Ogg_IsComplete_WhenItsLastPageIs(string file, bool isComplete) =>
        Assert.Equal(isComplete, OggEnd.IsComplete(SharedAudio.Find(file)));

    [Theory]
    [InlineData("crafted_formats/files/mp3_id3_cover.mp3", true)]
    [InlineData("crafted_formats/files/mp2.mp2", false)]
    [InlineData("broken_inputs/files/one_byte.wav", false)]
    public void Mp3_StatesItsLength_WhenItHasAFrameForIt(string file, bool isPresent) =>
        Assert.Equal(isPresent, Mp3LengthHeader.IsPresent(SharedAudio.Find(file)));
}
