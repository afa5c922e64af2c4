using Batch.Contracts.Engines;

namespace Batch.Worker.Engines;

/// <summary>An engine by URL: always there as far as the worker knows, whatever the model.</summary>
internal sealed class RemoteEngineHost(Uri url, string pool, EngineBoard board) : IEngineHost
{
    private readonly TranscriptionClient _client = new(url, EngineDialect.OpenAi);

    public int Count => 1;

    public Task<EngineHold> EnterAsync(string model, int device, CancellationToken cancellationToken)
    {
        var engine = new RemoteEngine(_client, url, new EngineDescription("openai-compatible", "unknown", url.Authority, model, ModelSha256: null));
        board.Announce(pool, engine.Description);
        return Task.FromResult(new EngineHold(engine, () => { }));
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class RemoteEngine(TranscriptionClient _client, Uri url, EngineDescription description) : ITranscriptionEngine
    {
        public EngineDescription Description => description;

        public async Task<EngineTranscript> TranscribeAsync(EngineRequest request, CancellationToken cancellationToken)
        {
            try
            {
                return await _client.TranscribeAsync(request, description.Model, cancellationToken);
            }
            catch (Exception e) when (
                !cancellationToken.IsCancellationRequested && e is HttpRequestException or IOException or OperationCanceledException)
            {
                // Broken machinery, not a crash under this chunk: the server is away, or has too much to do.
                throw new EngineUnavailableException(
                    "engine_unreachable",
                    $"The engine at {url.Authority} cannot be used now: {e.Message}",
                    "See that the server runs and is not overloaded; the job goes on by itself once it answers.");
            }
        }
    }
}
