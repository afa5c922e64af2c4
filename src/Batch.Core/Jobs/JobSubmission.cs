namespace Batch.Core.Jobs;

/// <summary>What was submitted, as it was normalised; it never changes.</summary>
public sealed record JobSubmission
{
    /// <summary>The tenant.</summary>
    public required string Project { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>The pool of the stages that name none of their own.</summary>
    public required string Pool { get; init; }

    public required int Priority { get; init; }

    /// <summary>The whole spec as JSON, defaults filled in.</summary>
    public required string SpecJson { get; init; }

    /// <summary>The kind's options as JSON, defaults filled in.</summary>
    public required string OptionsJson { get; init; }

    /// <summary>What decides a result besides the content; see the kind.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Where results are published; also the key under which the manifest of all runs is kept.</summary>
    public required string OutputFolder { get; init; }

    public required bool Force { get; init; }
}
