using Batch.Contracts.Engines;
using Batch.Worker.Engines;
using Batch.Worker.Tests.Objects;

namespace Batch.Worker.Tests.Engines;

public sealed class RemoteEngineHostTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task Engine_WhenTheServerIsUnwell_IsUnreachable(int status)
    {
        using var server = new TestStore();
        server.Statuses.Enqueue(status);

        var thrown = await Assert.ThrowsAsync<EngineUnavailableException>(() => TranscribeAsync(server.Base));

        Assert.Equal("engine_unreachable", thrown.Code);
        Assert.Contains(server.Base.Authority, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engine_WhenNothingListens_IsUnreachable()
    {
        Uri url;
        using (var gone = new TestStore())
        {
            url = gone.Base;
        }

        var thrown = await Assert.ThrowsAsync<EngineUnavailableException>(() => TranscribeAsync(url));

        Assert.Equal("engine_unreachable", thrown.Code);
    }

    [Fact]
    public async Task Engine_WhenTheServerRefusesTheRequest_HasFailed()
    {
        using var server = new TestStore();
        server.Statuses.Enqueue(500);

        await Assert.ThrowsAsync<EngineFailedException>(() => TranscribeAsync(server.Base));
    }

    private static async Task TranscribeAsync(Uri url)
    {
        await using var host = new RemoteEngineHost(url, "local", new EngineBoard());
        using var hold = await host.EnterAsync("whisper-1", device: 0, Token);
        await hold.Engine.TranscribeAsync(new EngineRequest { Pcm = new byte[320], Language = "en", Preset = DecodingPreset.Fast }, Token);
    }
}
