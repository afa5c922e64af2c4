namespace Batch.Worker.Models;

/// <summary>What became of the search for a model.</summary>
public abstract record ModelResolution
{
    private ModelResolution()
    {
    }

    /// <param name="Name">The model that was taken; not always the one that was asked for.</param>
    /// <param name="Path">Its file, verified.</param>
    /// <param name="Sha256">Lower-case hex of its content.</param>
    /// <param name="Note">What to tell the user, such as that the quantised form was taken; null for nothing.</param>
    public sealed record Found(string Name, string Path, string Sha256, string? Note) : ModelResolution;

    /// <param name="Message">One sentence.</param>
    /// <param name="Remedy">One sentence.</param>
    public abstract record NotFound(string Message, string Remedy) : ModelResolution;

    /// <summary>No model has this name, and waiting will not give it one.</summary>
    public sealed record Unknown(string Message, string Remedy) : NotFound(Message, Remedy);

    /// <summary>Its file is nowhere, is another one, or could not be downloaded now.</summary>
    public sealed record Unavailable(string Message, string Remedy) : NotFound(Message, Remedy);
}
