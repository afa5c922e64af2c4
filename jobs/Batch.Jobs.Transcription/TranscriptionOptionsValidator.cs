using Microsoft.Extensions.Options;

namespace Batch.Jobs.Transcription;

/// <summary>Holds the options to the ranges that stand beside them.</summary>
[OptionsValidator]
internal sealed partial class TranscriptionOptionsValidator : IValidateOptions<TranscriptionOptions>;
