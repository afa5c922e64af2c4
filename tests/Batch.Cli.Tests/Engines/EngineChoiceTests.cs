using Batch.Cli.Engines;
using Batch.Contracts.Engines;
using Batch.Worker.Engines;

namespace Batch.Cli.Tests.Engines;

public sealed class EngineChoiceTests
{
    [Theory]
    [InlineData("tiny.en", null, true)]
    [InlineData("tiny.en-q5_1", "de", true)]
    [InlineData("tiny.en-q5_1", "en", false)]
    [InlineData("base", null, false)]
    public void EnglishOnlyModel_WhenTheLanguageIsNotEnglish_IsWarnedOf(string model, string? language, bool warns) =>
        Assert.Equal(warns, new EngineChoice(new EngineLocation.Executable("/x", "1.9.1"), model, []).LanguageWarning(language) is not null);

    [Fact]
    public void FirstLine_WhenAnEngineRuns_NamesEngineDeviceAndModel() => Assert.Equal(
        "engine whisper-server 1.9.1 on CPU, 2 threads, model tiny.en-q5_1",
        EngineAnnouncement.FirstLine(new EngineDescription("whisper-server", "1.9.1", "CPU, 2 threads", "tiny.en-q5_1", null)));
}
