using System.Text.Json;
using Batch.Contracts.Kinds;
using Batch.Simulation.Tests.Coordinators;

namespace Batch.Simulation.Tests.Handlers;

/// <summary>The kind of the runs on a database: a stage that is split, and one that is not. Its items begin split, so that no plan is read.</summary>
internal sealed class SplitKind : IJobKind
{
    public string Name => Shape.Kind;

    public IReadOnlyList<StageDefinition> Stages { get; } = [Stage("run"), Stage("merge")];

    public OptionsVerdict CheckOptions(JsonElement options) => new OptionsVerdict.Accepted(options, "f");

    public string? SkipReason(string name, ReadOnlySpan<byte> head) => null;

    private static StageDefinition Stage(string name) => new()
    {
        Name = name,
        WallLimitSeconds = Shape.WallLimitSeconds,
        Outputs = [new OutputDefinition { Name = Shape.Result, ContentType = "application/json" }],
    };
}
