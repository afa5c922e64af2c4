namespace Batch.Coordinator.Blobs;

/// <summary>The storage account whose containers jobs may read. Section <c>Blobs</c>.</summary>
public sealed class BlobOptions
{
    public const string Section = "Batch:Blobs";

    /// <summary>
    /// How the account is reached, with its key; never logged. From the environment, or in a file of its own
    /// (<see cref="ConnectionStringFile"/>). Default: the account of <c>Batch:Objects:Azure</c>.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>Path of a file that holds the connection string, as secrets are mounted; read at start. Default none.</summary>
    public string? ConnectionStringFile { get; set; }

    /// <summary>Containers that jobs may read. Default none.</summary>
    public IList<string> SourceContainers { get; } = [];
}
