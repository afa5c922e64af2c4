using System.Text.Json;
using Batch.Contracts.Kinds;

namespace Batch.Coordinator.Tests.Fixture;

/// <summary>A kind of three stages whose inputs are texts: whatever begins with <c>JUNK</c> is none.</summary>
public sealed class ScriptedKind : IJobKind
{
    public const string LastStage = "merge";

    public string Name => "scripted";

    public IReadOnlyList<StageDefinition> Stages { get; } =
    [
        new()
        {
            Name = "prepare",
            Pool = "cpu",
            WallLimitSeconds = 60,
            PlansNextStage = true,
            Outputs =
            [
                new() { Name = ChunkPlan.ObjectName, ContentType = "application/json" },
                new() { Name = "audio.pcm", Scratch = true, ContentType = "application/octet-stream" },
            ],
        },
        new() { Name = "work", WallLimitSeconds = 60, Outputs = [new() { Name = "part.json", ContentType = "application/json" }] },
        new()
        {
            Name = LastStage,
            Pool = "cpu",
            WallLimitSeconds = 60,
            Outputs =
            [
                new() { Name = "result.json", Format = "json", ContentType = "application/json" },
                new() { Name = "result.vtt", Format = "vtt", Naming = OutputNaming.Stem, ContentType = "text/vtt" },
            ],
        },
    ];

    public IReadOnlyList<string> ItemOptions { get; } = ["level"];

    public OptionsVerdict CheckOptions(JsonElement options)
    {
        if (options.ValueKind is not JsonValueKind.Object)
        {
            return new OptionsVerdict.Refused([new OptionError("", "must be an object.")]);
        }

        var unknown = options.EnumerateObject().Where(o => o.Name != "level").Select(o => new OptionError(o.Name, "is not an option.")).ToList();
        unknown.AddRange(options.EnumerateObject().Where(o => o is { Name: "level", Value.ValueKind: not JsonValueKind.Number }).Select(o => new OptionError(o.Name, "must be a number.")));
        var level = options.TryGetProperty("level", out var value) && value.ValueKind is JsonValueKind.Number ? value.GetInt32() : 1;
        return unknown.Count > 0
            ? new OptionsVerdict.Refused(unknown)
            : new OptionsVerdict.Accepted(JsonSerializer.SerializeToElement(new { level }), $"f{level}");
    }

    public string? SkipReason(string name, ReadOnlySpan<byte> head) => head.StartsWith("JUNK"u8) ? "junk" : null;
}
