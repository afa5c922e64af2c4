using System.Globalization;
using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription.Audio;
using Batch.Jobs.Transcription.Prepare;
using Batch.Jobs.Transcription.Tests.Fakes;

namespace Batch.Jobs.Transcription.Tests.Prepare;

public sealed class PrepareBrokenInputsTests
{
    private const string Source = "broken_inputs";

    public static TheoryData<string> Partial() => Named("broken-partial");

    public static TheoryData<string> Broken() => Named("broken");

    [Theory]
    [MemberData(nameof(Partial))]
    public async Task DamagedFile_WhenPartOfItCanBeRead_IsDecodedAsFarAsItGoes(string name)
    {
        using var item = Item.OfFile(SharedAudio.Find($"{Source}/files/{name}"));

        Assert.IsType<StageOutcome.Done>(await item.PrepareAsync());

        Assert.InRange(PreparedPlan.Parse(item.Get("prepare/0/plan.json")).Audio.Samples, 7 * PcmFormat.SampleRate, 15 * PcmFormat.SampleRate);
        Assert.NotEmpty(item.Plan().Chunks);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task BrokenFile_WhenPrepared_IsRefusedByNameWithARemedy_OrHoldsNoSpeech(string name)
    {
        using var item = Item.OfFile(SharedAudio.Find($"{Source}/files/{name}"));

        var outcome = await item.PrepareAsync();

        // Samples at half their speed are audio all the same.
        if (name == "wav_wrong_rate_8k_says_16k_data.wav")
        {
            Assert.IsType<StageOutcome.Done>(outcome);
            return;
        }

        var refused = Assert.IsType<StageOutcome.BadInput>(outcome);
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Remedy);
    }

    [Theory]
    [InlineData("zero_length.wav", "empty_file")]
    [InlineData("text_renamed.wav", "not_media")]
    [InlineData("png_renamed.mp3", "not_media")]
    [InlineData("zip_renamed.wav", "not_media")]
    [InlineData("m4a_truncated_no_moov.m4a", "truncated_file")]
    [InlineData("wav_channels_65535.wav", "absurd_header")]
    [InlineData("wav_channels_zero.wav", "absurd_header")]
    [InlineData("wav_rate_4g.wav", "absurd_header")]
    [InlineData("wav_rate_zero.wav", "absurd_header")]
    [InlineData("wav_bits_zero.wav", "unknown_codec")]
    [InlineData("wav_unknown_codec.wav", "unknown_codec")]
    public async Task BrokenFile_WhenRefused_SaysWhy(string name, string code)
    {
        using var item = Item.OfFile(SharedAudio.Find($"{Source}/files/{name}"));

        Assert.Equal(code, Assert.IsType<StageOutcome.BadInput>(await item.PrepareAsync()).Code);
    }

    [Theory]
    [InlineData("mp3_truncated_half.mp3", 7.4)]
    [InlineData("flac_truncated.flac", 5.1)]
    [InlineData("wav_truncated_half.wav", 7.3)]
    public async Task TruncatedFile_WhenItStatesItsLength_WarnsOfTheMissingSeconds(string name, double missing)
    {
        using var item = Item.OfFile(SharedAudio.Find($"{Source}/files/{name}"));

        await item.PrepareAsync();

        var warnings = PreparedPlan.Parse(item.Get("prepare/0/plan.json")).Audio.Warnings;
        Assert.Contains(warnings, warning => warning.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{missing:0.0} s are missing"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task TruncatedOgg_WhenItsEndMarkIsMissing_WarnsWhereItIsCutOff()
    {
        using var item = Item.OfFile(SharedAudio.Find($"{Source}/files/ogg_truncated.ogg"));

        await item.PrepareAsync();

        Assert.Contains("cut off after 9.1 s", Assert.Single(PreparedPlan.Parse(item.Get("prepare/0/plan.json")).Audio.Warnings), StringComparison.Ordinal);
    }

    private static TheoryData<string> Named(string status) =>
    [
        .. SharedAudio.Names(Source)
            .Where(name => SharedAudio.Manifest(Source, name, "transcript_status") == status)
            .DefaultIfEmpty("none"),
    ];
}
