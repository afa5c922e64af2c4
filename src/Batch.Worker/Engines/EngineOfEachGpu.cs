namespace Batch.Worker.Engines;

/// <summary>An engine process on every GPU of the worker: who holds a device's slot enters the engine of that device.</summary>
internal sealed class EngineOfEachGpu(IReadOnlyList<IEngineHost> engines) : IEngineHost
{
    public int Count => engines.Count;

    public Task<EngineHold> EnterAsync(string model, int device, CancellationToken cancellationToken) =>
        engines[device].EnterAsync(model, device, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var engine in engines)
        {
            await engine.DisposeAsync();
        }
    }
}
