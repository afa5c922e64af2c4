namespace Batch.Coordinator.Objects;

/// <summary>What became of a create-only write.</summary>
public enum PutOutcome
{
    Created,

    /// <summary>An object of that name is there; it was not touched.</summary>
    Exists,
}
