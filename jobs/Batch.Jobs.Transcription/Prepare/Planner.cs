using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription.Audio;
using Batch.Jobs.Transcription.Cuts;

namespace Batch.Jobs.Transcription.Prepare;

/// <summary>Turns decoded audio into the plan of its chunks.</summary>
internal static class Planner
{
    public static PreparedPlan Plan(LoudnessCurve curve, int chunkSeconds, IReadOnlyList<string> warnings, long samplesPerPart = PartLayout.SamplesPerPart)
    {
        var cuts = Activity.IsSilent(curve.Levels) ? [] : CutFinder.Split(curve, (long)chunkSeconds * PcmFormat.SampleRate);
        return new PreparedPlan(
            PcmFormat.ToMicros(curve.Samples),
            [.. cuts.Select(cut => Chunk(cut, samplesPerPart))],
            new PreparedAudio(curve.Samples, warnings));
    }

    private static PlannedChunk Chunk(Cut cut, long samplesPerPart)
    {
        var payload = new ChunkPayload(0, cut.Range.First, cut.Range.Count, cut.LeadInSamples, samplesPerPart);
        return new PlannedChunk(
            PcmFormat.ToMicros(cut.Range.First),
            PcmFormat.ToMicros(cut.Range.End),
            [.. payload.Parts().Select(part => part.Name)],
            JsonSerializer.SerializeToElement(payload, WireJson.Options));
    }
}
