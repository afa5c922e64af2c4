using System.Text.Json;
using Batch.Contracts.Kinds;
using Microsoft.Extensions.Options;

namespace Batch.Jobs.Transcription.Tests.Kind;

public sealed class TranscriptionKindTests
{
    private readonly TranscriptionKind _kind = new(Options.Create(new TranscriptionOptions()));

    [Fact]
    public void Options_WhenNoneAreGiven_AreFilledIn()
    {
        var accepted = Accepted("{}");

        Assert.Equal("""{"model":"base","preset":"fast","chunkSeconds":300,"words":false}""", accepted.Options.GetRawText());
        Assert.Matches("^[0-9a-f]{64}$", accepted.Fingerprint);
    }

    [Fact]
    public void Options_WhenSeveralAreWrong_AreAllReported()
    {
        var refused = Refused("""{"model":7,"language":"klingon","preset":"best","chunkSeconds":1,"prompt":"","words":"yes","colour":"red"}""");

        Assert.Equal(
            ["chunkSeconds", "colour", "language", "model", "preset", "prompt", "words"],
            refused.Errors.Select(error => error.Option).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Language_WhenTheModelKnowsEnglishOnly_MustBeEnglish()
    {
        Assert.Equal("language", Assert.Single(Refused("""{"model":"tiny.en-q5_1","language":"de"}""").Errors).Option);
        Accepted("""{"model":"tiny.en-q5_1","language":"en"}""");
        Accepted("""{"model":"tiny.en"}""");
    }

    [Fact]
    public void Fingerprint_WhenTheOptionsSayTheSame_IsTheSame()
    {
        Assert.Equal(Accepted("{}").Fingerprint, Accepted("""{"words":false,"model":"base","language":"auto"}""").Fingerprint);
        Assert.Equal(Accepted("""{"model":"tiny.en"}""").Fingerprint, Accepted("""{"model":"tiny.en","language":"en"}""").Fingerprint);
        Assert.NotEqual(Accepted("{}").Fingerprint, Accepted("""{"language":"en"}""").Fingerprint);
        Assert.NotEqual(Accepted("{}").Fingerprint, Accepted("""{"model":"small"}""").Fingerprint);
    }

    [Fact]
    public void Options_WhenNormalisedAlready_StayTheSame()
    {
        var once = Accepted("""{"model":"tiny.en","prompt":"Batch"}""");

        Assert.Equal(once.Options.GetRawText(), Accepted(once.Options.GetRawText()).Options.GetRawText());
    }

    [Theory]
    [InlineData("cover.jpg", new byte[] { 0xFF, 0xD8, 0xFF, 0xE0 }, "a JPEG picture")]
    [InlineData(".DS_Store", new byte[] { 0, 0, 0, 1, 0x42, 0x75, 0x64, 0x31 }, "a folder view of macOS")]
    [InlineData("notes.txt", new byte[] { 0x68, 0x69, 0x0A }, "a text file")]
    [InlineData("README", new byte[] { 0x68, 0x69, 0x0A }, "a text file")]
    [InlineData("empty.txt", new byte[0], "an empty file")]
    [InlineData("picture.mp3", new byte[] { 0x89, 0x50, 0x4E, 0x47 }, null)]
    [InlineData("text.WAV", new byte[] { 0x68, 0x69, 0x0A }, null)]
    [InlineData("empty.wav", new byte[0], null)]
    [InlineData("talk", new byte[] { 0xFF, 0xFB, 0x90, 0x64, 0x00 }, null)]
    [InlineData("talk", new byte[] { 0x49, 0x44, 0x33, 0x04, 0x00, 0x00 }, null)]
    [InlineData("unknown.xyz", new byte[] { 0x01, 0x02, 0x03 }, null)]
    public void File_WhenNameAndContentBothSayThatItIsNoMedia_IsSkipped(string name, byte[] head, string? reason) =>
        Assert.Equal(reason, _kind.SkipReason(name, head));

    [Fact]
    public void Stages_AreThree_AndTheFirstPlansTheSecond()
    {
        Assert.Equal(["prepare", "transcribe", "merge"], _kind.Stages.Select(stage => stage.Name));
        Assert.Equal(["cpu", null, "cpu"], _kind.Stages.Select(stage => stage.Pool));
        Assert.Equal([true, false, false], _kind.Stages.Select(stage => stage.PlansNextStage));
        Assert.Equal(["json", "vtt", "srt", "txt"], _kind.Stages[2].Outputs.Select(output => output.Format));
    }

    private OptionsVerdict.Accepted Accepted(string json) =>
        Assert.IsType<OptionsVerdict.Accepted>(_kind.CheckOptions(JsonElement.Parse(json)));

    private OptionsVerdict.Refused Refused(string json) =>
        Assert.IsType<OptionsVerdict.Refused>(_kind.CheckOptions(JsonElement.Parse(json)));
}
