using Batch.Jobs.Transcription.Audio;

namespace Batch.Jobs.Transcription.Prepare;

/// <summary>What the plan says of a chunk to the stage that transcribes it.</summary>
/// <param name="Stream">Stream of prepared audio, from 0.</param>
/// <param name="FirstSample">First sample that the chunk answers for, in its stream.</param>
/// <param name="SampleCount">Samples that the chunk answers for.</param>
/// <param name="LeadInSamples">Samples before them that it also hears.</param>
/// <param name="SamplesPerPart">Samples in every part but the last.</param>
internal sealed record ChunkPayload(int Stream, long FirstSample, long SampleCount, long LeadInSamples, long SamplesPerPart)
{
    public SampleRange Range() => new(FirstSample, SampleCount);

    public SampleRange Heard() => new(FirstSample - LeadInSamples, SampleCount + LeadInSamples);

    public IEnumerable<PartRange> Parts() => PartLayout.Locate(Stream, Heard(), SamplesPerPart);
}
