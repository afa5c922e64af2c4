using Batch.Contracts.Engines;
using Batch.Worker.Engines;

namespace Batch.Worker.Tests.Engines;

public sealed class VerboseJsonTests
{
    [Fact]
    public void WhisperServer_WhenTokensStartWithASpace_JoinsThemToWords()
    {
        var transcript = VerboseJson.Read("""
            {"language":"german","segments":[{"start":0.0,"end":2.5,"text":" Donaudampf, ja.","avg_logprob":-0.1,"no_speech_prob":0.02,
             "words":[{"word":" Donau","start":0.0,"end":0.5,"probability":0.5},{"word":"dampf","start":0.5,"end":1.0,"probability":0.5},
                      {"word":",","start":1.0,"end":1.0,"probability":0.5},{"word":" ja","start":1.2,"end":2.0,"probability":0.5},
                      {"word":".","start":2.0,"end":2.0,"probability":0.5}]}]}
            """u8);

        var segment = Assert.Single(transcript.Segments);
        Assert.Equal(("de", "Donaudampf, ja.", 0.02), (transcript.Language, segment.Text, segment.NoSpeechProb));
        Assert.Equal([new EngineWord(0, 1, "Donaudampf,", 0.5), new EngineWord(1.2, 2, "ja.", 0.5)], segment.Words);
        Assert.Equal(Math.Log(0.5), segment.AvgLogprob!.Value, 6);
    }

    [Fact]
    public void OpenAi_WhenWordsStandAtTheTop_GivesThemToTheirSegments()
    {
        var transcript = VerboseJson.Read("""
            {"language":"en","words":[{"word":"one","start":0.1,"end":0.4},{"word":"two","start":1.1,"end":1.4}],
             "segments":[{"start":0,"end":1,"text":"one","avg_logprob":-0.2},{"start":1,"end":2,"text":"two","avg_logprob":-0.3}]}
            """u8);

        Assert.Equal(["one", "two"], transcript.Segments.Select(segment => Assert.Single(segment.Words).Text));
        Assert.Equal([-0.2, -0.3], transcript.Segments.Select(segment => segment.AvgLogprob));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{\"text\":\"no segments\"}")]
    [InlineData("{\"segments\":[{\"start\":2,\"end\":1,\"text\":\"x\"}]}")]
    [InlineData("{\"segments\":[{\"start\":\"a\",\"end\":1,\"text\":\"x\"}]}")]
    [InlineData("{\"segments\":[{\"start\":0,\"end\":1,\"text\":null}]}")]
    public void Answer_WhenItMakesNoSense_IsAnEngineFailure(string json) =>
        Assert.Throws<EngineFailedException>(() => VerboseJson.Read(System.Text.Encoding.UTF8.GetBytes(json)));
}
