namespace Batch.Coordinator.Objects;

/// <summary>Where objects are kept.</summary>
public enum ObjectStoreProvider
{
    /// <summary>A folder of the home; links lead to the coordinator.</summary>
    Local,

    /// <summary>A container of Azure Blob Storage; links lead there.</summary>
    Azure,
}
