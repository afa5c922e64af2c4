using System.Text.Json;
using Batch.Contracts.Kinds;

namespace Batch.Bench.Plan;

/// <summary>A kind whose first stage plans the second.</summary>
internal sealed class PlannedKind : IJobKind
{
    public string Name => "planned";

    public IReadOnlyList<StageDefinition> Stages { get; } = [Stage("prepare", ChunkPlan.ObjectName, plans: true), Stage("run", "result.json", plans: false)];

    public OptionsVerdict CheckOptions(JsonElement options) => new OptionsVerdict.Accepted(options, "f");

    public string? SkipReason(string name, ReadOnlySpan<byte> head) => null;

    private static StageDefinition Stage(string name, string output, bool plans) => new()
    {
        Name = name,
        WallLimitSeconds = 3_600,
        PlansNextStage = plans,
        Outputs = [new OutputDefinition { Name = output, ContentType = "application/json" }],
    };
}
