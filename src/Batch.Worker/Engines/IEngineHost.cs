namespace Batch.Worker.Engines;

/// <summary>Where the engine of a pool comes from: a child process of the worker, or a server by URL.</summary>
internal interface IEngineHost : IAsyncDisposable
{
    /// <summary>Engines that can be loaded ahead: those of the first devices, one each.</summary>
    int Count { get; }

    /// <summary>Waits until an engine with the model is ready, starting it where it is not.</summary>
    /// <exception cref="EngineUnavailableException">No engine or no model can be had now.</exception>
    Task<EngineHold> EnterAsync(string model, int device, CancellationToken cancellationToken);
}
