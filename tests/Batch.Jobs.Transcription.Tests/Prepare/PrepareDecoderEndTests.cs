using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription.Prepare;
using Batch.Jobs.Transcription.Tests.Fakes;

namespace Batch.Jobs.Transcription.Tests.Prepare;

/// <summary>A decoder that ends before the file does, after it gave some samples.</summary>
public sealed class PrepareDecoderEndTests : IDisposable
{
    private const string OneSecond = "head -c 32000 /dev/zero; ";

    private readonly Item _item = new("talk.wav", Sound.Wav(1, Sound.Rate, Sound.Speech(20)));

    [Theory]
    [InlineData("kill -KILL $$")]
    [InlineData("kill -TERM $$")]
    [InlineData("exit 255")]
    [InlineData("echo damaged here >&2; exit 255")]
    public async Task Decoder_WhenItIsEndedFromOutside_IsNeverTheEndOfTheFile(string end)
    {
        Decodes(OneSecond + end);

        await Assert.ThrowsAsync<ChildKilledException>(() => _item.PrepareAsync());
    }

    [Fact]
    public async Task Ffmpeg_WhenItIsAskedToEnd_IsNeverTheEndOfTheFile()
    {
        Decodes("exec timeout --preserve-status -s TERM 2 ffmpeg -re \"$@\"");

        await Assert.ThrowsAsync<ChildKilledException>(() => _item.PrepareAsync());
    }

    [Theory]
    [InlineData(OneSecond + "kill -SEGV $$")]
    [InlineData("kill -ABRT $$")]
    public async Task Decoder_WhenItCrashes_RefusesTheFileByName(string script)
    {
        Decodes(script);

        var refused = Assert.IsType<StageOutcome.BadInput>(await _item.PrepareAsync());

        Assert.Equal("decoder_crashed", refused.Code);
        Assert.Contains("talk.wav", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decoder_WhenItIsStoppedAfterItsProcessorTime_IsOutOfTime()
    {
        _item.Settings.DecodeCpuSeconds = 1;
        Decodes(OneSecond + "trap 'exit 255' XCPU; while :; do :; done");

        Assert.Equal("decoding_timeout", Assert.IsType<StageOutcome.BadInput>(await _item.PrepareAsync()).Code);
    }

    [Theory]
    [InlineData("exit 7", "exit code 7")]
    [InlineData("echo damaged here >&2; exit 1", "damaged here")]
    public async Task Decoder_WhenItGivesUpHalfWay_KeepsWhatCameWithAWarning(string end, string says)
    {
        Decodes(OneSecond + end);

        Assert.IsType<StageOutcome.Done>(await _item.PrepareAsync());

        Assert.Contains(
            PreparedPlan.Parse(_item.Get("prepare/0/plan.json")).Audio.Warnings,
            warning => warning.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Probe_WhenItCrashes_RefusesTheFileByName()
    {
        _item.Settings.FfprobePath = _item.Program("kill -SEGV $$");

        Assert.Equal("decoder_crashed", Assert.IsType<StageOutcome.BadInput>(await _item.PrepareAsync()).Code);
    }

    public void Dispose() => _item.Dispose();

    private void Decodes(string script) => _item.Settings.FfmpegPath = _item.Program(script);
}
