namespace Batch.Worker.Engines;

/// <summary>No engine, no model, or the engine does not start: nobody's chunk is to blame, so nothing counts as a try.</summary>
internal sealed class EngineUnavailableException : Exception
{
    /// <summary>The job asks for a model that does not exist: the one case in which the job is to blame.</summary>
    public const string UnknownModel = "unknown_model";

    public EngineUnavailableException(string code, string message, string remedy)
        : base(message)
    {
        Code = code;
        Remedy = remedy;
    }

    public string Code { get; }

    public string Remedy { get; }
}
