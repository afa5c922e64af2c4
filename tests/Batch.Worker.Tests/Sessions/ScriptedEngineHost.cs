using Batch.Contracts.Engines;
using Batch.Worker.Engines;

namespace Batch.Worker.Tests.Sessions;

/// <summary>An engine that is always ready and calls its model what the test says, whatever was asked for.</summary>
internal sealed class ScriptedEngineHost(string resolvedModel) : IEngineHost
{
    public int Count => 1;

    public Task<EngineHold> EnterAsync(string model, int device, CancellationToken cancellationToken) =>
        Task.FromResult(new EngineHold(new Engine(new("scripted", "1", "CPU", resolvedModel, null)), () => { }));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Engine(EngineDescription description) : ITranscriptionEngine
    {
        public EngineDescription Description => description;

        public Task<EngineTranscript> TranscribeAsync(EngineRequest request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
