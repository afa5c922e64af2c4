using System.Globalization;
using System.Text;
using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Kinds;
using Batch.Contracts.Objects;
using Batch.Jobs.Transcription.Captions;
using Batch.Jobs.Transcription.Prepare;
using Batch.Jobs.Transcription.Settings;
using Batch.Jobs.Transcription.Transcribe;
using Batch.Jobs.Transcription.Transcripts;

namespace Batch.Jobs.Transcription.Merge;

/// <summary>Stitches the chunks of an item, or takes the transcript that an earlier job made of it, and writes every format.</summary>
internal sealed class MergeStage : IStageRunner
{
    /// <summary>The input that stands for all others where an item was transcribed before.</summary>
    private const string EarlierTranscript = "earlier/transcript.json";

    public string Kind => TranscriptionStages.Kind;

    public string Stage => TranscriptionStages.Merge;

    public async Task<StageOutcome> RunAsync(IStageRun run, CancellationToken cancellationToken)
    {
        var roles = run.Grant.Inputs.Select(input => input.Role).ToHashSet(StringComparer.Ordinal);
        await using var device = await run.EnterDeviceAsync(cancellationToken);
        var words = roles.Contains(EarlierTranscript)
            ? Transcript.Parse(await ReadAsync(run, EarlierTranscript, cancellationToken))
            : await StitchAsync(run, roles, cancellationToken);
        var transcript = words with { Source = run.Grant.Source.Name, CustomId = run.Grant.Source.CustomId };
        return new StageOutcome.Done(await WriteAsync(run, transcript, cancellationToken)) { Facts = TranscriptFacts.Of(transcript) };
    }

    private static async Task<Transcript> StitchAsync(IStageRun run, HashSet<string> roles, CancellationToken cancellationToken)
    {
        var plan = PreparedPlan.Parse(await ReadAsync(run, $"{TranscriptionStages.Prepare}/0/{ChunkPlan.ObjectName}", cancellationToken));
        var payloads = plan.Chunks
            .Select(chunk => chunk.Payload.Deserialize<ChunkPayload>(WireJson.Options) ?? throw new JsonException("A payload is null."))
            .ToList();
        var chunks = new List<ChunkTranscript?>();
        for (var sequence = 0; sequence < payloads.Count; sequence++)
        {
            var role = string.Create(CultureInfo.InvariantCulture, $"{TranscriptionStages.Transcribe}/{sequence}/{TranscriptionStages.SegmentsName}");
            chunks.Add(roles.Contains(role) ? ChunkTranscript.Parse(await ReadAsync(run, role, cancellationToken)) : null);
        }

        return TranscriptBuilder.Build(run.Grant.Source.Name, plan.Audio, payloads, chunks, TranscriptionSettings.From(run.Grant.Options));
    }

    private static async Task<IReadOnlyList<WrittenObject>> WriteAsync(IStageRun run, Transcript transcript, CancellationToken cancellationToken)
    {
        var cues = CueBuilder.Build(transcript);
        (string Name, byte[] Content)[] renderings =
        [
            (TranscriptionStages.TranscriptName, transcript.ToBytes()),
            (TranscriptionStages.VttName, Encoding.UTF8.GetBytes(VttText.Write(cues))),
            (TranscriptionStages.SrtName, Encoding.UTF8.GetBytes(SrtText.Write(cues))),
            (TranscriptionStages.TextName, Encoding.UTF8.GetBytes(PlainText.Write(transcript))),
        ];
        var written = new List<WrittenObject>();
        foreach (var (name, content) in renderings)
        {
            written.Add(await run.WriteOutputAsync(name, content, cancellationToken));
        }

        return written;
    }

    private static async Task<byte[]> ReadAsync(IStageRun run, string role, CancellationToken cancellationToken)
    {
        await using var input = await run.OpenInputAsync(role, 0, null, cancellationToken);
        using var content = new MemoryStream();
        await input.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}
