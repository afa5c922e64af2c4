namespace Batch.Coordinator.Objects;

/// <param name="Bytes">Size.</param>
/// <param name="Sha256">Lower-case hex of the content.</param>
public sealed record ObjectFacts(long Bytes, string Sha256);
