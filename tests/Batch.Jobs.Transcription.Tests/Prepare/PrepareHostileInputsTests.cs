using System.Text;
using Batch.Contracts.Kinds;
using Batch.Contracts.Leases;
using Batch.Jobs.Transcription.Tests.Fakes;

namespace Batch.Jobs.Transcription.Tests.Prepare;

public sealed class PrepareHostileInputsTests
{
    [Theory]
    [InlineData("talk.mp3", "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:20\n#EXTINF:14,\n{0}\n#EXT-X-ENDLIST\n")]
    [InlineData("talk.m3u8", "#EXTM3U\n#EXTINF:14,\nfile://{0}\n#EXT-X-ENDLIST\n")]
    [InlineData("talk.wav", "ffconcat version 1.0\nfile '{0}'\n")]
    [InlineData("talk.ogg", "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\"><Period><AdaptationSet><Representation><BaseURL>{0}</BaseURL></Representation></AdaptationSet></Period></MPD>")]
    public async Task Playlist_WhenItNamesAnotherLocalFile_IsRefused(string name, string script)
    {
        var victim = Path.Combine(Path.GetTempPath(), $"victim-{Guid.NewGuid():n}.wav");
        await File.WriteAllBytesAsync(victim, Sound.Wav(1, Sound.Rate, Sound.Speech(14)));
        try
        {
            using var item = new Item(name, Encoding.UTF8.GetBytes(script.Replace("{0}", victim, StringComparison.Ordinal)));

            Assert.Equal("not_media", Assert.IsType<StageOutcome.BadInput>(await item.PrepareAsync()).Code);
        }
        finally
        {
            File.Delete(victim);
        }
    }

    [Theory]
    [InlineData("../../../etc/x.wav")]
    [InlineData("-i evil.wav")]
    [InlineData("a\nb'\"$(touch x).wav")]
    [InlineData("http:.wav")]
    public async Task Name_WhenItIsAwkward_NeverReachesTheFileSystem(string name)
    {
        using var item = new Item(name, Sound.Wav(1, Sound.Rate, Sound.Speech(2)));

        Assert.IsType<StageOutcome.Done>(await item.PrepareAsync());

        Assert.Equal(["source"], Directory.EnumerateFileSystemEntries(item.LastRun!.ScratchFolder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Source_WhenItHasGrown_IsReportedAsChanged()
    {
        using var item = new Item("talk.wav", Sound.Wav(1, Sound.Rate, Sound.Speech(1)));
        item.Lists(item.Source with { Bytes = item.Source.Bytes - 10 });

        Assert.Equal("source_changed", Assert.IsType<StageOutcome.BadInput>(await item.PrepareAsync()).Code);
    }

    [Fact]
    public async Task Source_WhenItsContentDiffers_IsReportedAsChanged()
    {
        using var item = new Item("talk.wav", Sound.Wav(1, Sound.Rate, Sound.Speech(1)));
        item.Lists(new SourceFacts("talk.wav", item.Source.Bytes, new string('0', 64)));

        Assert.Equal("source_changed", Assert.IsType<StageOutcome.BadInput>(await item.PrepareAsync()).Code);
    }

    [Theory]
    [InlineData(8, 96_000)]
    [InlineData(12, 48_000)]
    [InlineData(64, 16_000)]
    public async Task Channels_WhenThereAreMany_AreMixed(int channels, int rate)
    {
        var speech = Sound.Speech(1);
        var interleaved = speech.SelectMany(sample => Enumerable.Range(0, channels).Select(channel => channel == 2 ? sample : (short)0)).ToArray();
        using var item = new Item("array.wav", Sound.Wav(channels, rate, interleaved));

        Assert.IsType<StageOutcome.Done>(await item.PrepareAsync());

        Assert.NotEmpty(item.Plan().Chunks);
    }

    [Fact]
    public async Task Audio_WhenItLastsATwentiethOfASecond_IsPrepared()
    {
        using var item = new Item("click.wav", Sound.Wav(1, Sound.Rate, Sound.Speech(0.05)));

        Assert.IsType<StageOutcome.Done>(await item.PrepareAsync());

        Assert.Equal(50_000, item.Plan().Work);
    }
}
