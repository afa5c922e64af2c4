namespace Batch.Coordinator.Objects;

/// <summary>An object in a listing.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Bytes">Size.</param>
/// <param name="CreatedAt">By the store's clock.</param>
public sealed record ObjectEntry(string Name, long Bytes, DateTimeOffset CreatedAt);
