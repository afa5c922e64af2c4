using System.Text.Json;
using Batch.Contracts.Jobs;
using Batch.Contracts.Kinds;
using Batch.Coordinator.Blobs;
using Batch.Coordinator.Enumeration.Manifests;
using Batch.Coordinator.Kinds;
using Batch.Coordinator.Publication;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Jobs;

/// <summary>Turns the body of a submit into a job spec, or into every error that it has.</summary>
internal sealed class SpecReader(JobKinds kinds, SourceSpecReader sources, SourceManifests manifests, BlobSources blobs, IOptions<OutputOptions> outputs)
{
    private const int LongestName = 200;
    private const int LongestPath = 4_096;

    public async Task<SubmittedSpec> ReadAsync(JsonElement body, CancellationToken cancellationToken)
    {
        var read = Read(body);
        return read switch
        {
            SubmittedSpec.Accepted { Spec.Source.Manifest: { } manifest } accepted => await PinAsync(accepted, manifest, cancellationToken),
            SubmittedSpec.Accepted { Spec.Source.Container: { } container } when await blobs.ProblemAsync(container, cancellationToken) is { } problem =>
                new SubmittedSpec.Refused(new Dictionary<string, string[]> { ["source.container"] = [problem] }),
            _ => read,
        };
    }

    // Only once everything else is right: it may have millions of lines.
    private async Task<SubmittedSpec> PinAsync(SubmittedSpec.Accepted accepted, string manifest, CancellationToken cancellationToken) =>
        await manifests.CheckAsync(manifest, kinds[accepted.Spec.Kind], accepted.Options, cancellationToken) switch
        {
            ManifestVerdict.Accepted pinned => accepted with
            {
                Spec = accepted.Spec with { Source = accepted.Spec.Source with { ManifestSha256 = pinned.Sha256 } },
            },
            ManifestVerdict.Refused refused => new SubmittedSpec.Refused(
                new Dictionary<string, string[]> { ["source.manifest"] = [.. refused.Problems] }),
            var other => throw new InvalidOperationException($"Unknown verdict {other}."),
        };

    private SubmittedSpec Read(JsonElement body)
    {
        var fields = new SpecFields(body);
        var kindName = fields.RequiredText("kind", LongestName);
        if (!kinds.TryGet(kindName, out var kind) && kindName.Length > 0)
        {
            fields.Error("kind", $"'{kindName}' is not a job kind; known are {string.Join(", ", kinds.Names)}.");
        }

        var source = sources.Read(fields.Object("source"));
        var spec = new JobSpec
        {
            Kind = kindName,
            Name = fields.Text("name", LongestName) ?? (source.Container ?? Path.GetFileName(source.Manifest ?? source.Paths.FirstOrDefault(""))),
            Source = source,
            Output = Output(fields.Object("output"), kind),
            Pool = fields.Text("pool", LongestName) ?? "local",
            Priority = fields.Number("priority", -100, 100, 0),
            Force = fields.Flag("force"),
            Tags = TagFields.Read(fields),
        };
        var verdict = Options(fields, kind);
        fields.RefuseOthers();
        return verdict is not null && !fields.HasErrors
            ? new SubmittedSpec.Accepted(spec with { Options = verdict.Options }, verdict.Options, verdict.Fingerprint)
            : new SubmittedSpec.Refused(fields.Errors);
    }

    private OutputSpec Output(SpecFields fields, IJobKind? kind)
    {
        var folder = fields.RequiredText("folder", LongestPath);
        if (folder.Length > 0)
        {
            if (AllowedPath.Output(folder, outputs.Value.Roots, out var problem) is { } real)
            {
                folder = real;
            }
            else
            {
                fields.Error("folder", problem);
            }
        }

        var spec = new OutputSpec { Folder = folder, Formats = Formats(fields, kind), Overwrite = fields.Flag("overwrite") };
        fields.RefuseOthers();
        return spec;
    }

    private static List<string> Formats(SpecFields fields, IJobKind? kind)
    {
        var known = kind?.Stages.SelectMany(s => s.Outputs).Select(o => o.Format).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var asked = fields.Texts("formats");
        if (asked is { Count: 0 })
        {
            fields.Error("formats", "is empty; leave it out for all formats.");
        }

        foreach (var (field, format) in asked ?? [])
        {
            if (known is not null && !known.Contains(format, StringComparer.Ordinal))
            {
                fields.Error(field, $"'{format}' is not a format of this kind; known are {string.Join(", ", known)}.");
            }
        }

        return asked is null ? known ?? [] : [.. asked.Select(f => f.Text).Distinct(StringComparer.Ordinal)];
    }

    private static OptionsVerdict.Accepted? Options(SpecFields fields, IJobKind? kind)
    {
        var options = fields.Get("options") ?? JsonElement.Parse("{}");
        switch (kind?.CheckOptions(options))
        {
            case OptionsVerdict.Accepted accepted:
                return accepted;
            case OptionsVerdict.Refused refused:
                foreach (var error in refused.Errors)
                {
                    fields.Error(error.Option.Length > 0 ? $"options.{error.Option}" : "options", error.Message);
                }

                return null;
            default:
                return null;
        }
    }
}
