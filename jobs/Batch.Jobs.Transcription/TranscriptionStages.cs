using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription.Audio;

namespace Batch.Jobs.Transcription;

/// <summary>The stages of the kind, and the names of what they write.</summary>
internal static class TranscriptionStages
{
    public const string Kind = "transcription";
    public const string Prepare = "prepare";
    public const string Transcribe = "transcribe";
    public const string Merge = "merge";

    public const string SegmentsName = "segments.json";
    public const string TranscriptName = "transcript.json";
    public const string VttName = "transcript.vtt";
    public const string SrtName = "transcript.srt";
    public const string TextName = "transcript.txt";

    /// <summary>The pool of stages that need no engine.</summary>
    private const string CpuPool = "cpu";

    /// <summary>Decoding has its own wall limit of two hours; fetching and storing 4 GiB comes on top.</summary>
    private const int PrepareWallSeconds = 3 * 3_600;

    public static IReadOnlyList<StageDefinition> All { get; } =
    [
        new StageDefinition
        {
            Name = Prepare,
            Pool = CpuPool,
            WallLimitSeconds = PrepareWallSeconds,
            PlansNextStage = true,
            Outputs =
            [
                new OutputDefinition { Name = ChunkPlan.ObjectName, ContentType = "application/json" },
                .. Enumerable.Range(0, PartLayout.MaxParts).Select(part => new OutputDefinition
                {
                    Name = PartLayout.Name(0, part),
                    Scratch = true,
                    ContentType = "application/octet-stream",
                }),
            ],
        },
        new StageDefinition
        {
            Name = Transcribe,
            WallLimitSeconds = 600,
            // A large model on a processor runs at a quarter of real time, twice over where all of it is redone.
            WallLimitPerWorkSecond = 8,
            Outputs = [new OutputDefinition { Name = SegmentsName, ContentType = "application/json" }],
        },
        new StageDefinition
        {
            Name = Merge,
            Pool = CpuPool,
            WallLimitSeconds = 600,
            Outputs =
            [
                Rendering(TranscriptName, "json", OutputNaming.FullName, "application/json"),
                Rendering(VttName, "vtt", OutputNaming.Stem, "text/vtt"),
                Rendering(SrtName, "srt", OutputNaming.Stem, "application/x-subrip"),
                Rendering(TextName, "txt", OutputNaming.Stem, "text/plain"),
            ],
        },
    ];

    private static OutputDefinition Rendering(string name, string format, OutputNaming naming, string contentType) =>
        new() { Name = name, Format = format, Naming = naming, ContentType = contentType };
}
