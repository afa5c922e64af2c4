using System.Diagnostics.CodeAnalysis;

namespace Batch.Coordinator.Blobs;

/// <summary>A blob of the account by container and name, or a prefix of names: as text <c>azure://CONTAINER/NAME</c>, where a file has its path.</summary>
internal readonly record struct BlobPath(string Container, string Name)
{
    private const string Scheme = "azure://";

    public static bool TryParse(string path, [NotNullWhen(true)] out BlobPath? blob)
    {
        blob = path.StartsWith(Scheme, StringComparison.Ordinal) && path.IndexOf('/', Scheme.Length) is var slash and > 0
            ? new BlobPath(path[Scheme.Length..slash], path[(slash + 1)..])
            : null;
        return blob is not null;
    }

    public override string ToString() => $"{Scheme}{Container}/{Name}";
}
