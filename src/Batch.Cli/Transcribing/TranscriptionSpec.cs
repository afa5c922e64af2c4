using System.Text.Json;
using System.Text.Json.Nodes;
using Batch.Contracts;
using Batch.Contracts.Jobs;

namespace Batch.Cli.Transcribing;

/// <summary>The job that a <c>batch transcribe</c> stands for.</summary>
internal static class TranscriptionSpec
{
    /// <summary>Says in a job whether it was to do again what was done: a view of a job does not show it otherwise.</summary>
    private const string ForceTag = "force";

    private static readonly string[] Compared = ["model", "preset", "language"];

    /// <param name="request">What the user asked for.</param>
    /// <param name="model">The model by the name that was asked for, or the default.</param>
    public static JobSpec Of(TranscribeRequest request, string model) => new()
    {
        Kind = "transcription",
        Source = new SourceSpec { Paths = request.Paths, Include = request.Include, Exclude = request.Exclude },
        Output = new OutputSpec { Folder = request.OutputFolder, Formats = request.Formats, Overwrite = request.Overwrite },
        Options = Options(request, model),
        Force = request.Force,
        Tags = new Dictionary<string, string> { [ForceTag] = request.Force ? "true" : "false" },
    };

    /// <summary>Whether an unended job is this very one, begun by an earlier run: it is gone on with instead of a second one.</summary>
    public static bool IsSame(JobView job, JobSpec spec) =>
        !job.Ended
        && job.State != "cancelling"
        && job.Kind == spec.Kind
        && (job.Source.Manifest, job.Source.Container) == (spec.Source.Manifest, spec.Source.Container)
        && Same(job.Source.Paths, spec.Source.Paths)
        && Same(job.Source.Include, spec.Source.Include)
        && Same(job.Source.Exclude, spec.Source.Exclude)
        && job.Output.Folder == spec.Output.Folder
        && job.Output.Overwrite == spec.Output.Overwrite
        && Same(job.Output.Formats ?? TranscriptFormats.All, spec.Output.Formats ?? TranscriptFormats.All)
        && job.Tags.GetValueOrDefault(ForceTag) == spec.Tags.GetValueOrDefault(ForceTag)
        && SameOptions(job.Options, spec.Options!.Value);

    private static JsonElement Options(TranscribeRequest request, string model)
    {
        var options = new JsonObject { ["model"] = model, ["preset"] = request.Preset };
        if (request.Language is { } language)
        {
            options["language"] = language;
        }

        return JsonSerializer.SerializeToElement(options, WireJson.Options);
    }

    private static bool Same(IReadOnlyList<string> left, IReadOnlyList<string> right) =>
        left.Order(StringComparer.Ordinal).SequenceEqual(right.Order(StringComparer.Ordinal));

    /// <summary>The job's options have every default filled in, so only those that the command sets are compared.</summary>
    private static bool SameOptions(JsonElement job, JsonElement spec) =>
        Compared.All(name => Option(job, name) == Option(spec, name));

    /// <summary>A language that is not given is <c>auto</c>, and the other way round.</summary>
    private static string? Option(JsonElement options, string name) =>
        options.ValueKind == JsonValueKind.Object
        && options.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { } text and not "auto"
            ? text
            : null;
}
