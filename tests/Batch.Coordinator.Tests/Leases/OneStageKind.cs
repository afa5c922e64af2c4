using System.Text.Json;
using Batch.Contracts.Kinds;

namespace Batch.Coordinator.Tests.Leases;

/// <summary>A kind whose items are one chunk of one stage each, so that a lease is all there is to look at.</summary>
internal sealed class OneStageKind : IJobKind
{
    public string Name => "one-stage";

    public IReadOnlyList<StageDefinition> Stages { get; } =
    [
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
