using Batch.Contracts.Engines;

namespace Batch.Worker.Engines;

/// <summary>While it is held, the engine keeps its model. Dispose it to let others have another one.</summary>
internal sealed class EngineHold(ITranscriptionEngine engine, Action release) : IDisposable
{
    private int _released;

    public ITranscriptionEngine Engine => engine;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            release();
        }
    }
}
