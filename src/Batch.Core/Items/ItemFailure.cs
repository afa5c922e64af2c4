namespace Batch.Core.Items;

/// <summary>Why an item or a chunk of it failed, or why it was skipped, in words for its owner.</summary>
/// <param name="Code">Stable and lower-case, such as <c>no_audio_stream</c>.</param>
/// <param name="Message">One sentence that names the input.</param>
/// <param name="Remedy">One sentence that says what to do.</param>
public sealed record ItemFailure(string Code, string Message, string Remedy);
