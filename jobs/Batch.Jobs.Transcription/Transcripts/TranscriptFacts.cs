using System.Text.Json;
using Batch.Contracts;

namespace Batch.Jobs.Transcription.Transcripts;

/// <summary>
/// What stands of a transcript in the manifest line of its item; no model where nobody speaks and none was asked. From
/// <c>model</c> and <c>modelSha256</c> the job's closing report gathers the models that its results were made with.
/// </summary>
internal sealed record TranscriptFacts(
    decimal DurationSeconds,
    string? Language,
    string? Model,
    string? ModelSha256,
    Coverage Coverage,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Keeps the facts within 16 KiB.</summary>
    private const int MostWarnings = 20;

    public static JsonElement Of(Transcript transcript) => JsonSerializer.SerializeToElement(
        new TranscriptFacts(
            transcript.DurationSeconds,
            transcript.Language,
            transcript.Engine is null ? null : transcript.Model,
            transcript.Engine?.ModelSha256,
            transcript.Coverage,
            [.. transcript.Warnings.Take(MostWarnings)]),
        WireJson.Options);
}
