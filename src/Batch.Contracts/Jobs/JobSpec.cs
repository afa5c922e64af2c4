using System.Text.Json;

namespace Batch.Contracts.Jobs;

/// <summary>The body of <c>POST /v1/jobs</c>: what to do with which input, and where the results go.</summary>
public sealed record JobSpec
{
    /// <summary>The workload, such as <c>transcription</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>For people; default: the first source.</summary>
    public string? Name { get; init; }

    public required SourceSpec Source { get; init; }

    public required OutputSpec Output { get; init; }

    /// <summary>The kind's own options; for transcription see <c>docs/transcription.md</c>.</summary>
    public JsonElement? Options { get; init; }

    /// <summary>The pool that runs the expensive stage. Default <c>local</c>.</summary>
    public string Pool { get; init; } = "local";

    /// <summary>Higher goes first, -100 to 100. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>Does again what is done already.</summary>
    public bool Force { get; init; }

    /// <summary>For people and reports; at most 32, keys and values at most 128 characters.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
