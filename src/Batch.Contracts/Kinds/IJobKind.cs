using System.Text.Json;

namespace Batch.Contracts.Kinds;

/// <summary>
/// A workload: it names its stages and judges options and inputs for the coordinator. What its stages do is in its
/// <see cref="IStageRunner"/>s, which run in workers.
/// </summary>
public interface IJobKind
{
    /// <summary>The word in <c>"kind"</c> of a job spec, such as <c>transcription</c>.</summary>
    string Name { get; }

    /// <summary>Every item goes through these, in order.</summary>
    IReadOnlyList<StageDefinition> Stages { get; }

    /// <summary>Names of the options that a line of a source manifest may set for its item. Default none.</summary>
    IReadOnlyList<string> ItemOptions => [];

    /// <summary>Validates and normalises the options of a job; reports every error at once.</summary>
    OptionsVerdict CheckOptions(JsonElement options);

    /// <summary>
    /// Decides from name and first bytes whether a file found in a folder is plainly not an input of this kind.
    /// </summary>
    /// <param name="name">File name without folder.</param>
    /// <param name="head">The first bytes of the content, at most 4,096; fewer for a smaller file.</param>
    /// <returns>Null to take it, else why it is skipped, such as <c>a JPEG picture</c>.</returns>
    string? SkipReason(string name, ReadOnlySpan<byte> head);
}
