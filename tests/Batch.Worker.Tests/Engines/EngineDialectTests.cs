using Batch.Contracts.Engines;
using Batch.Worker.Engines;

namespace Batch.Worker.Tests.Engines;

public sealed class EngineDialectTests
{
    private const int Second = 2 * 16_000;

    [Theory]
    [InlineData(1 * Second, "320")]
    [InlineData(3 * Second, "448")]
    [InlineData(9 * Second, "768")]
    public void Server_WhenAShortWindowDoes_LooksAtThePieceAndAMargin(int bytes, string positions) =>
        Assert.Equal(positions, Fields(bytes, shortWindow: true)["audio_ctx"]);

    [Theory]
    [InlineData(9 * Second, false)]
    [InlineData(25 * Second, true)]
    [InlineData(300 * Second, true)]
    public void Server_WhenAWholeWindowIsNeeded_LooksAtAllOfIt(int bytes, bool shortWindow) =>
        Assert.DoesNotContain("audio_ctx", Fields(bytes, shortWindow));

    [Fact]
    public void Fields_WhenTheServerIsAnother_AreTheStandardOnes()
    {
        var fields = EngineDialect.OpenAi.FieldsOf(Request(Second, shortWindow: true), "whisper-1").Select(field => field.Name).Distinct();

        Assert.Equal(["model", "response_format", "temperature", "timestamp_granularities[]", "language"], fields);
    }

    private static Dictionary<string, string> Fields(int bytes, bool shortWindow) =>
        EngineDialect.WhisperServer.FieldsOf(Request(bytes, shortWindow), "tiny.en").ToDictionary(field => field.Name, field => field.Value);

    private static EngineRequest Request(int bytes, bool shortWindow) =>
        new() { Pcm = new byte[bytes], Language = "en", Preset = DecodingPreset.Fast, ShortWindow = shortWindow };
}
