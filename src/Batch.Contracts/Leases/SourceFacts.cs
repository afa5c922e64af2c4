namespace Batch.Contracts.Leases;

/// <summary>What enumeration saw of an item's input.</summary>
/// <param name="Name">The source as the user knows it, such as <c>talks/a/b.mp3</c>; never used as a path by a worker.</param>
/// <param name="Bytes">Size at enumeration.</param>
/// <param name="Sha256">Lower-case hex of the content at enumeration; the attempt reports a difference as <c>source_changed</c>.</param>
/// <param name="CustomId">What the user calls the item; null where no source manifest says so.</param>
public sealed record SourceFacts(string Name, long Bytes, string Sha256, string? CustomId = null);
