using Batch.Contracts.Engines;
using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription.Prepare;
using Batch.Jobs.Transcription.Tests.Fakes;
using Batch.Jobs.Transcription.Transcribe;
using static Batch.Jobs.Transcription.Tests.Fakes.ScriptedEngine;

namespace Batch.Jobs.Transcription.Tests.Transcribe;

public sealed class TranscribeStageTests
{
    [Fact]
    public async Task Chunk_WhenHeard_FetchesItsInputBeforeItEntersTheEngine()
    {
        using var item = await Prepared(Sound.Speech(10));

        await item.TranscribeAsync(0, new ScriptedEngine(_ => [Says(0, 10, Words(30))]));

        Assert.Equal(["open", "enter", "leave", "write"], item.LastRun!.Events);
    }

    [Fact]
    public async Task Chunk_WhenASegmentIsThin_IsHeardAgainInPieces()
    {
        using var item = await Prepared(Sound.Speech(24));
        var engine = new ScriptedEngine(request => request.Pcm.Length > 10 * 32_000
            ? [Says(0, 24, "five words for all this")]
            : [Says(0, Seconds(request), Words((int)(Seconds(request) * 3)))]);

        await item.TranscribeAsync(0, engine);

        Assert.Contains("redo", item.LastRun!.Events);
        Assert.False(engine.Requests[0].ShortWindow);
        Assert.All(engine.Requests.Skip(1), request => Assert.InRange(Seconds(request), 2.5, 9.5));
        Assert.All(engine.Requests.Skip(1), request => Assert.True(request.ShortWindow));
        var result = Result(item, 0);
        Assert.InRange(result.Segments.Sum(segment => segment.TimedWords().Count), 60, 75);
        Assert.InRange(result.RedoneSamples, 23 * Sound.Rate, 24 * Sound.Rate);
    }

    [Fact]
    public async Task Chunk_WhenHearingAgainGivesFewerWords_KeepsWhatItHad()
    {
        using var item = await Prepared(Sound.Speech(24));

        await item.TranscribeAsync(0, new ScriptedEngine(request => request.Pcm.Length > 10 * 32_000 ? [Says(0, 24, "five words for all this")] : []));

        Assert.Equal("five words for all this", Assert.Single(Result(item, 0).Segments).Text);
    }

    [Fact]
    public async Task Chunk_WhenTheEngineLoops_DropsTheLoopAndCountsItAsFailed()
    {
        using var item = await Prepared(Sound.Speech(20));

        await item.TranscribeAsync(0, new ScriptedEngine(request => [Says(0, Seconds(request), string.Join(' ', Enumerable.Repeat("thank you", 20)))]));

        var result = Result(item, 0);
        Assert.Empty(result.Segments);
        Assert.Equal(result.SampleCount, result.FailedSamples);
    }

    [Theory]
    [InlineData("[MUSIC PLAYING]", -0.2, 0.4)]
    [InlineData("(upbeat music)", -0.2, 0.4)]
    [InlineData("♪ ♪", -0.2, 0.4)]
    [InlineData("...", -0.2, 0.4)]
    [InlineData("Thank you.", -1.2, 0.9)]
    public async Task Segment_WhenTheEngineDoubtsThatItIsSpeech_IsNonSpeechAndNotHeardAgain(string text, double logprob, double noSpeech)
    {
        using var item = await Prepared(Sound.Speech(20));
        var engine = new ScriptedEngine(_ => [Says(0, 3, text, logprob, noSpeech)]);

        await item.TranscribeAsync(0, engine);

        Assert.Single(engine.Requests);
        Assert.Empty(Result(item, 0).Segments);
        Assert.Equal(Result(item, 0).SampleCount, Result(item, 0).NonSpeechSamples);
    }

    [Fact]
    public async Task Segment_WhenItPassesTheEndOfItsChunk_IsClamped()
    {
        using var item = await Prepared(Sound.Speech(10));

        await item.TranscribeAsync(0, new ScriptedEngine(_ => [Says(0, 4, Words(12)), Says(3, 29.98, Words(20))]));

        var result = Result(item, 0);
        Assert.Equal([(0L, 64_000L), (64_000L, 160_000L)], result.Segments.Select(segment => (segment.Start, segment.End)));
        Assert.Equal((160_000L, 0L, 0L), (result.TranscribedSamples, result.NonSpeechSamples, result.FailedSamples));
    }

    [Fact]
    public async Task Chunk_WhenItIsSteadyNoise_NeverEntersTheEngine()
    {
        var random = new Random(1);
        using var item = await Prepared([.. Enumerable.Range(0, 20 * Sound.Rate).Select(_ => (short)random.Next(-3_000, 3_000))]);

        await item.TranscribeAsync(0, new ScriptedEngine(_ => throw new InvalidOperationException()));

        Assert.DoesNotContain("enter", item.LastRun!.Events);
        Assert.Equal(20 * Sound.Rate, Result(item, 0).NonSpeechSamples);
    }

    [Fact]
    public async Task Silence_WhenItIsLong_IsNotGivenToTheEngine()
    {
        using var item = await Prepared([.. Sound.Silence(30), .. Sound.Speech(10)]);
        var engine = new ScriptedEngine(request => [Says(0, Seconds(request), Words(30))]);

        await item.TranscribeAsync(0, engine);

        Assert.InRange(Seconds(Assert.Single(engine.Requests)), 10, 11);
        Assert.InRange(Assert.Single(Result(item, 0).Segments).Start, 29.85 * Sound.Rate, 30.1 * Sound.Rate);
    }

    [Fact]
    public async Task LeadIn_WhenWordsAreHeardInIt_KeepsThemApart()
    {
        using var item = await Prepared(Sound.Speech(70), """{"chunkSeconds":30}""");
        var payload = item.Plan().Chunks[1].Payload;
        Assert.Equal(2 * Sound.Rate, payload.GetProperty("leadInSamples").GetInt64());

        await item.TranscribeAsync(1, new ScriptedEngine(request => [Says(0, 4, "a1 a2 b1 b2"), Says(4, Seconds(request), Words(90))]));

        var result = Result(item, 1);
        Assert.Equal(["a1", "a2"], result.LeadIn);
        Assert.Equal("b1 b2", result.Segments[0].Text);
        Assert.True(result.Segments[0].Start >= result.FirstSample);
    }

    private static double Seconds(EngineRequest request) => request.Pcm.Length / 32_000.0;

    private static string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(number => $"w{number}"));

    private static ChunkTranscript Result(Item item, int sequence) => ChunkTranscript.Parse(item.Get($"transcribe/{sequence}/segments.json"));

    private static async Task<Item> Prepared(short[] samples, string options = "{}")
    {
        var item = new Item("talk.wav", Sound.Wav(1, Sound.Rate, samples), options);
        Assert.IsType<StageOutcome.Done>(await item.PrepareAsync());
        return item;
    }
}
