using Batch.Contracts.Engines;

namespace Batch.Worker.Engines;

/// <summary>An engine by URL: always there as far as the worker knows, whatever the model.</summary>
internal sealed class RemoteEngineHost(Uri url, string pool, EngineBoard board) : IEngineHost
{
    private readonly TranscriptionClient client = new(url, EngineDialect.OpenAi);

    public Task<EngineHold> EnterAsync(string model, CancellationToken cancellationToken)
    {
        var engine = new RemoteEngine(client, new EngineDescription("openai-compatible", "unknown", url.Authority, model, ModelSha256: null));
        board.Announce(pool, engine.Description);
        return Task.FromResult(new EngineHold(engine, () => { }));
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class RemoteEngine(TranscriptionClient client, EngineDescription description) : ITranscriptionEngine
    {
        public EngineDescription Description => description;

        // A server that cannot be reached is broken machinery, not a crash under this chunk.
        public Task<EngineTranscript> TranscribeAsync(EngineRequest request, CancellationToken cancellationToken) =>
            client.TranscribeAsync(request, description.Model, cancellationToken);
    }
}
