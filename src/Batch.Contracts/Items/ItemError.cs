namespace Batch.Contracts.Items;

/// <summary>Why an item failed or was skipped.</summary>
/// <param name="Code">Stable and lower-case, such as <c>no_audio_stream</c>.</param>
/// <param name="Message">One sentence that names the input.</param>
/// <param name="Remedy">One sentence that says what to do.</param>
public sealed record ItemError(string Code, string Message, string Remedy);
