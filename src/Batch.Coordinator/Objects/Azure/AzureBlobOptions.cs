namespace Batch.Coordinator.Objects.Azure;

/// <summary>A container of Azure Blob Storage, which all coordinators of an installation share.</summary>
public sealed class AzureBlobOptions
{
    /// <summary>
    /// How the account is reached, with its key, as the Azure portal shows it; never logged. From the environment, or in a file of its own
    /// (<see cref="ConnectionStringFile"/>). Default none.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>Path of a file that holds the connection string, as secrets are mounted; read at start. Default none.</summary>
    public string? ConnectionStringFile { get; set; }

    /// <summary>The container, made at start where it is not there: 3 to 63 lower-case letters, digits and single hyphens. Default <c>batch</c>.</summary>
    public string Container { get; set; } = "batch";
}
