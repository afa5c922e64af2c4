using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Kinds;

namespace Batch.Jobs.Transcription.Prepare;

/// <summary>The content of <c>plan.json</c>: a <see cref="ChunkPlan"/>, with what the last stage must know beside it.</summary>
/// <param name="Work">Microseconds of audio.</param>
/// <param name="Chunks">Empty where the audio is silent throughout.</param>
/// <param name="Audio">What was decoded.</param>
internal sealed record PreparedPlan(long Work, IReadOnlyList<PlannedChunk> Chunks, PreparedAudio Audio)
{
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, WireJson.Options);

    public static PreparedPlan Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<PreparedPlan>(json, WireJson.Options) ?? throw new JsonException("The plan is null.");
}

/// <param name="Samples">Decoded samples of a stream: the duration of the item.</param>
/// <param name="Warnings">What is wrong with the source, a sentence each.</param>
internal sealed record PreparedAudio(long Samples, IReadOnlyList<string> Warnings);
