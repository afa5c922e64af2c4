using Batch.Jobs.Transcription.Audio;

namespace Batch.Jobs.Transcription.Cuts;

/// <summary>A chunk as the cut finder made it.</summary>
/// <param name="Range">The samples that the chunk answers for.</param>
/// <param name="LeadInSamples">
/// Samples before its range that it also hears, because there was no silence to cut in; 0 where there was.
/// </param>
internal readonly record struct Cut(SampleRange Range, long LeadInSamples);
