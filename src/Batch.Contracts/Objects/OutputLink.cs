namespace Batch.Contracts.Objects;

/// <summary>A signed link under which an attempt may create one object, once, with a single <c>PUT</c>.</summary>
/// <param name="Name">The name that the stage gives it, such as <c>plan.json</c>.</param>
/// <param name="ObjectName">Its full, epoch-named name in the object store.</param>
/// <param name="Url">Signed, short-lived; answers 409 where the object is there already.</param>
/// <param name="ReadUrl">Signed link to read it back, to compare the hash after a 409.</param>
public sealed record OutputLink(string Name, string ObjectName, Uri Url, Uri ReadUrl);
