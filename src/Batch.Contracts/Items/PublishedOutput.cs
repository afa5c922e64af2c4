namespace Batch.Contracts.Items;

/// <param name="Name">Path below the output folder, with forward slashes.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record PublishedOutput(string Name, long Bytes, string Sha256);
