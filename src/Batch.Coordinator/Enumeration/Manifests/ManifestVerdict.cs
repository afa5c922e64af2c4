namespace Batch.Coordinator.Enumeration.Manifests;

/// <summary>What became of checking a source manifest.</summary>
internal abstract record ManifestVerdict
{
    private ManifestVerdict()
    {
    }

    /// <param name="Sha256">Of the whole file, in lower-case hex.</param>
    public sealed record Accepted(string Sha256) : ManifestVerdict;

    /// <param name="Problems">The first ones, each with its line and what would be right.</param>
    public sealed record Refused(IReadOnlyList<string> Problems) : ManifestVerdict;
}
