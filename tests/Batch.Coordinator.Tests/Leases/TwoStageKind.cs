using System.Text.Json;
using Batch.Contracts.Kinds;

namespace Batch.Coordinator.Tests.Leases;

/// <summary>A kind whose first stage has as many chunks as a test likes, and whose second has one: the item handed over.</summary>
internal sealed class TwoStageKind : IJobKind
{
    public const string LastStage = "merge";

    public string Name => "two-stage";

    public IReadOnlyList<StageDefinition> Stages { get; } = [Stage("run"), Stage(LastStage)];

    public OptionsVerdict CheckOptions(JsonElement options) => new OptionsVerdict.Accepted(options, "f");

    public string? SkipReason(string name, ReadOnlySpan<byte> head) => null;

    private static StageDefinition Stage(string name) => new()
    {
        Name = name,
        WallLimitSeconds = 60,
        Outputs = [new OutputDefinition { Name = "result.json", ContentType = "application/json" }],
    };
}
