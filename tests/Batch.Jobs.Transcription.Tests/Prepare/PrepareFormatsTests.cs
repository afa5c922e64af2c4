using System.Globalization;
using System.Runtime.InteropServices;
using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription.Audio;
using Batch.Jobs.Transcription.Prepare;
using Batch.Jobs.Transcription.Tests.Fakes;

namespace Batch.Jobs.Transcription.Tests.Prepare;

public sealed class PrepareFormatsTests
{
    public static TheoryData<string> Formats() => [.. SharedAudio.Names("crafted_formats").DefaultIfEmpty("none")];

    public static TheoryData<string> Videos() =>
        [.. SharedAudio.Names("crafted_video").Where(name => name != "no_audio_track.mp4").DefaultIfEmpty("none")];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Format_WhenPrepared_IsDecodedWholeWithItsSpeech(string name)
    {
        var path = SharedAudio.Find($"crafted_formats/files/{name}");
        using var item = Item.OfFile(path);

        Assert.IsType<StageOutcome.Done>(await item.PrepareAsync());

        var plan = PreparedPlan.Parse(item.Get("prepare/0/plan.json"));
        var declared = double.Parse(SharedAudio.Manifest("crafted_formats", name, "duration_s"), CultureInfo.InvariantCulture);
        Assert.InRange((double)plan.Audio.Samples / PcmFormat.SampleRate, declared - 0.3, declared + 0.1);
        Assert.Equal(plan.Audio.Samples * PcmFormat.BytesPerSample, item.Get("prepare/0/audio-0000.pcm").Length);
        Assert.Empty(plan.Audio.Warnings);
        Assert.InRange(LoudSeconds(item), declared * 0.3, declared);
    }

    [Theory]
    [MemberData(nameof(Videos))]
    public async Task Video_WhenPrepared_GivesItsFirstAudioTrackWithoutWarning(string name)
    {
        using var item = Item.OfFile(SharedAudio.Find($"crafted_video/files/{name}"));

        Assert.IsType<StageOutcome.Done>(await item.PrepareAsync());

        Assert.Empty(PreparedPlan.Parse(item.Get("prepare/0/plan.json")).Audio.Warnings);
    }

    [Fact]
    public async Task Video_WhenItsAudioStartsLate_KeepsTheTimeOfTheItem()
    {
        using var item = Item.OfFile(SharedAudio.Find("crafted_video/files/fragmented_late_audio.mp4"));

        Assert.IsType<StageOutcome.Done>(await item.PrepareAsync());

        var samples = MemoryMarshal.Cast<byte, short>(item.Get("prepare/0/audio-0000.pcm"));
        Assert.InRange(samples.Length, 16 * PcmFormat.SampleRate, 165 * PcmFormat.SampleRate / 10);
        Assert.True(samples[..(15 * PcmFormat.SampleRate / 10)].IndexOfAnyExceptInRange<short>(-10, 10) < 0);
    }

    [Fact]
    public async Task Video_WhenItHasNoAudioTrack_IsRefused()
    {
        using var item = Item.OfFile(SharedAudio.Find("crafted_video/files/no_audio_track.mp4"));

        var refused = Assert.IsType<StageOutcome.BadInput>(await item.PrepareAsync());

        Assert.Equal("no_audio_stream", refused.Code);
    }

    [Fact]
    public async Task Video_WhenItsAudioIsSilent_HasAnEmptyPlan()
    {
        using var item = Item.OfFile(SharedAudio.Find("crafted_video/files/silent_audio_track.mp4"));

        Assert.IsType<StageOutcome.Done>(await item.PrepareAsync());

        Assert.Empty(item.Plan().Chunks);
        Assert.InRange(item.Plan().Work, 4_900_000, 5_100_000);
    }

    private static LoudnessCurve Curve(Item item) => LoudnessCurve.Of(MemoryMarshal.Cast<byte, short>(item.Get("prepare/0/audio-0000.pcm")));

    private static double LoudSeconds(Item item)
    {
        var curve = Curve(item);
        var level = Activity.SpeechLevel(curve.Levels);
        return (double)curve.Levels.ToArray().Count(frame => frame > level) / LoudnessCurve.FrameRate;
    }
}
