namespace Batch.Contracts.Objects;

/// <summary>An object that an attempt wrote under one of its output links.</summary>
/// <param name="Name">The stage's name for it, as in <see cref="OutputLink.Name"/>.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Lower-case hex of its content.</param>
public sealed record WrittenObject(string Name, long Bytes, string Sha256);
