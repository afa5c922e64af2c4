using System.Text.Json;
using Batch.Contracts.Kinds;

namespace Batch.Coordinator.Tests.Leases;

/// <summary>A kind whose first stage fills scratch that the second one uses up.</summary>
internal sealed class ScratchKind : IJobKind
{
    public const string Scratch = "audio.pcm";

    public string Name => "scratch";

    public IReadOnlyList<StageDefinition> Stages { get; } =
    [
        new StageDefinition
        {
            Name = "prepare",
            WallLimitSeconds = 60,
            Outputs = [new OutputDefinition { Name = Scratch, Scratch = true, ContentType = "application/octet-stream" }],
        },
        new StageDefinition
        {
            Name = "run",
            WallLimitSeconds = 60,
            Outputs = [new OutputDefinition { Name = "result.json", ContentType = "application/json" }],
        },
    ];

    public OptionsVerdict CheckOptions(JsonElement options) => new OptionsVerdict.Accepted(options, "f");

    public string? SkipReason(string name, ReadOnlySpan<byte> head) => null;
}
