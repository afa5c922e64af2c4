namespace Batch.Worker.Models;

/// <summary>A model that Batch knows by name.</summary>
/// <param name="Name">Such as <c>large-v3-turbo-q5_0</c>.</param>
/// <param name="Bytes">Size of the published file.</param>
/// <param name="Sha256">Lower-case hex of the published file: the only content that is downloaded.</param>
public sealed record CatalogueModel(string Name, long Bytes, string Sha256)
{
    /// <summary>Hashes of other known builds of the model, accepted in a folder but never downloaded.</summary>
    public IReadOnlyList<string> AlsoAccepted { get; init; } = [];

    /// <summary>The model's quantised form, taken where only that is at hand; null for one that is quantised itself.</summary>
    public string? QuantisedName { get; init; }

    public string FileName => $"ggml-{Name}.bin";

    /// <summary>Whether it only knows English.</summary>
    public bool EnglishOnly => Name.StartsWith("tiny.en", StringComparison.Ordinal);

    public bool Accepts(string sha256) => sha256 == Sha256 || AlsoAccepted.Contains(sha256);
}
