namespace Batch.Contracts.Objects;

/// <summary>A signed link to one object that an attempt may read, whole or by range.</summary>
/// <param name="Role">
/// <c>source</c> for the item's input; else <c>STAGE/SEQUENCE/NAME</c> of the committed output, such as
/// <c>prepare/0/audio-0000.pcm</c>.
/// </param>
/// <param name="Url">Signed, short-lived.</param>
/// <param name="Bytes">Size of the object.</param>
/// <param name="Sha256">Lower-case hex; null where it is not known.</param>
/// <param name="ETag">Version that it must still have, as HTTP writes it; null where the object never changes, or the server sees to it.</param>
public sealed record InputLink(string Role, Uri Url, long Bytes, string? Sha256, string? ETag = null);
