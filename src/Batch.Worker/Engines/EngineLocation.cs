namespace Batch.Worker.Engines;

/// <summary>What became of the search for an engine.</summary>
public abstract record EngineLocation
{
    private EngineLocation()
    {
    }

    /// <param name="Path">A whisper-server to start.</param>
    /// <param name="Version">Such as <c>1.9.1</c>; <c>unknown</c> for one that the worker did not build.</param>
    public sealed record Executable(string Path, string Version) : EngineLocation;

    /// <param name="Url">Base address of an OpenAI-compatible server.</param>
    public sealed record Remote(Uri Url) : EngineLocation;

    /// <param name="Message">What was looked for.</param>
    /// <param name="Remedy">How to get one.</param>
    public sealed record Missing(string Message, string Remedy) : EngineLocation;
}
