using Batch.Coordinator.Objects.Azure;

namespace Batch.Coordinator.Objects;

/// <summary>Where results and prepared audio are kept.</summary>
public sealed class ObjectOptions
{
    public const string Section = "Batch:Objects";

    /// <summary><c>local</c> or <c>azure</c>. Default local: a folder of the home, which one coordinator has to itself.</summary>
    public ObjectStoreProvider Provider { get; set; } = ObjectStoreProvider.Local;

    /// <summary>The container, where the provider is <c>azure</c>.</summary>
    public AzureBlobOptions Azure { get; set; } = new();
}
