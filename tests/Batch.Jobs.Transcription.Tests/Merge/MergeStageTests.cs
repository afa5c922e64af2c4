using System.Text;
using Batch.Contracts.Engines;
using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription.Tests.Fakes;
using Batch.Jobs.Transcription.Transcripts;
using static Batch.Jobs.Transcription.Tests.Fakes.ScriptedEngine;

namespace Batch.Jobs.Transcription.Tests.Merge;

public sealed class MergeStageTests
{
    private static readonly short[] Talk = [.. Sound.Speech(35), .. Sound.Silence(1), .. Sound.Speech(34)];

    [Fact]
    public async Task Item_WhenAllChunksAreThere_IsCoveredToTheSample()
    {
        using var item = await Prepared();
        var count = item.Plan().Chunks.Count;
        for (var sequence = 0; sequence < count; sequence++)
        {
            await item.TranscribeAsync(sequence, Talker());
        }

        var done = Assert.IsType<StageOutcome.Done>(await item.MergeAsync());

        var transcript = Transcript.Parse(item.Get("merge/0/transcript.json"));
        Assert.Equal(70m, transcript.DurationSeconds);
        Assert.Equal(transcript.DurationSeconds, Sum(transcript.Coverage));
        Assert.Equal(0, transcript.Coverage.FailedSeconds);
        Assert.Equal("en", transcript.Language);
        Assert.Equal(["transcript.json", "transcript.vtt", "transcript.srt", "transcript.txt"], done.Objects.Select(one => one.Name));
        Assert.Equal(70, done.Facts!.Value.GetProperty("durationSeconds").GetDouble());
        Assert.StartsWith("WEBVTT\n\n00:00:00.000 --> ", Encoding.UTF8.GetString(item.Get("merge/0/transcript.vtt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Item_WhenAChunkFailed_SaysSoAndKeepsTheRest()
    {
        using var item = await Prepared();
        await item.TranscribeAsync(0, Talker());

        await item.MergeAsync();

        var transcript = Transcript.Parse(item.Get("merge/0/transcript.json"));
        var lost = item.Plan().Chunks.Skip(1).Sum(chunk => chunk.End - chunk.Start) / 1_000_000m;
        Assert.Equal(lost, transcript.Coverage.FailedSeconds);
        Assert.Equal(transcript.DurationSeconds, Sum(transcript.Coverage));
        Assert.Contains(transcript.Warnings, warning => warning.Contains("could not be transcribed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Item_WhenItIsSilent_GetsAnEmptyTranscript()
    {
        using var item = new Item("silence.wav", Sound.Wav(1, Sound.Rate, Sound.Silence(5)));
        await item.PrepareAsync();

        await item.MergeAsync();

        var transcript = Transcript.Parse(item.Get("merge/0/transcript.json"));
        Assert.Equal("", transcript.Text);
        Assert.Equal(new Coverage(0, 5, 0), transcript.Coverage);
        Assert.Equal("WEBVTT\n", Encoding.UTF8.GetString(item.Get("merge/0/transcript.vtt")));
    }

    [Fact]
    public async Task Transcript_WhenReused_IsRenderedUnderTheNewNameAndId()
    {
        using var item = await Prepared("""{"words":true}""");
        await item.TranscribeAsync(0, Talker());
        await item.MergeAsync();
        using var renamed = new Item("other.wav", Sound.Wav(1, Sound.Rate, Talk));
        renamed.Put("earlier/transcript.json", item.Get("merge/0/transcript.json"));
        renamed.Lists(renamed.Source with { CustomId = "call-1" });

        var done = Assert.IsType<StageOutcome.Done>(await renamed.MergeAsync());

        Assert.Equal(new string('a', 64), done.Facts!.Value.GetProperty("modelSha256").GetString());
        var transcript = Transcript.Parse(renamed.Get("merge/0/transcript.json"));
        Assert.Equal(("other.wav", "call-1"), (transcript.Source, transcript.CustomId));
        Assert.Equal(item.Get("merge/0/transcript.vtt"), renamed.Get("merge/0/transcript.vtt"));
        Assert.Equal(item.Get("merge/0/transcript.srt"), renamed.Get("merge/0/transcript.srt"));
    }

    [Fact]
    public async Task Model_WhenItKnowsEnglishOnlyAndNoLanguageIsDeclared_WarnsInTheFacts()
    {
        using var item = await Prepared("""{"model":"tiny.en"}""");
        await item.TranscribeAsync(0, Talker());

        var done = Assert.IsType<StageOutcome.Done>(await item.MergeAsync());

        Assert.Contains("English only", done.Facts!.Value.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_WhenAnotherFormOfItRan_IsTheOneThatRan()
    {
        using var item = await Prepared("""{"model":"base"}""");
        await item.TranscribeAsync(0, Talker());

        var done = Assert.IsType<StageOutcome.Done>(await item.MergeAsync());

        Assert.Equal("base-q5_1", Transcript.Parse(item.Get("merge/0/transcript.json")).Model);
        Assert.Equal("base-q5_1", done.Facts!.Value.GetProperty("model").GetString());
        Assert.Equal(new string('a', 64), done.Facts!.Value.GetProperty("modelSha256").GetString());
    }

    private static ScriptedEngine Talker() => new(request =>
    {
        var seconds = request.Pcm.Length / 32_000.0;
        return [Says(0, seconds, string.Join(' ', Enumerable.Range(0, (int)(seconds * 3)).Select(number => $"w{number}")))];
    });

    private static decimal Sum(Coverage coverage) => coverage.TranscribedSeconds + coverage.NonSpeechSeconds + coverage.FailedSeconds;

    private static async Task<Item> Prepared(string options = """{"chunkSeconds":30}""")
    {
        var item = new Item("talk.wav", Sound.Wav(1, Sound.Rate, Talk), options);
        Assert.IsType<StageOutcome.Done>(await item.PrepareAsync());
        return item;
    }
}
