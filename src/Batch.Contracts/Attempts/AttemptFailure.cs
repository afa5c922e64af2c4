namespace Batch.Contracts.Attempts;

/// <summary>Why an attempt failed, in words for the job's owner.</summary>
/// <param name="Reason">Decides whether it counts as a try.</param>
/// <param name="Code">Stable and lower-case, such as <c>no_audio_stream</c>.</param>
/// <param name="Message">One sentence that names the input.</param>
/// <param name="Remedy">One sentence that says what to do.</param>
public sealed record AttemptFailure(FailureReason Reason, string Code, string Message, string Remedy);
