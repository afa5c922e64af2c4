using Batch.Contracts.Engines;

namespace Batch.Worker.Engines;

/// <summary>What became of starting a pool's engine.</summary>
public abstract record EngineStart
{
    private EngineStart()
    {
    }

    public sealed record Running(EngineDescription Engine) : EngineStart;

    /// <param name="Message">One sentence that says what is wrong.</param>
    /// <param name="Remedy">One sentence that says what to do.</param>
    public sealed record Failed(string Message, string Remedy) : EngineStart;
}
