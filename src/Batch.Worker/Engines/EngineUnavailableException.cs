namespace Batch.Worker.Engines;

/// <summary>No engine, no model, or the engine does not start: nobody's chunk is to blame, so nothing counts as a try.</summary>
internal sealed class EngineUnavailableException : Exception
{
    public EngineUnavailableException(string code, string message, string remedy)
        : base(message)
    {
        Code = code;
        Remedy = remedy;
    }

    public string Code { get; }

    public string Remedy { get; }
}
