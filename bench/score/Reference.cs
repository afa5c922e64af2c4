namespace Batch.Score;

/// <param name="File">As the manifest names it, such as <c>files/a.flac</c>.</param>
/// <param name="Text">What is said; empty where the right transcript is.</param>
internal sealed record Reference(string File, string Text);
