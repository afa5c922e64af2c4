using Batch.Contracts.Jobs;
using Batch.Coordinator.Blobs;
using Batch.Coordinator.Enumeration;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Jobs;

/// <summary>Reads where a job's items come from: paths, a container, or a source manifest.</summary>
internal sealed class SourceSpecReader(IOptions<SourceOptions> files, IOptions<BlobOptions> blobs)
{
    private const int LongestPath = 4_096;
    private const int LongestBlobName = 1_024;

    public SourceSpec Read(SpecFields fields)
    {
        var asked = fields.Texts("paths");
        var manifest = fields.Text("manifest", LongestPath);
        var container = fields.Text("container", LongestPath);
        if (asked is null or { Count: 0 } && manifest is null && container is null && !fields.HasErrors)
        {
            fields.Error("paths", "must name at least one folder or file; or name a container, or a JSONL file that lists them as manifest.");
        }

        foreach (var (field, _) in Named(asked, container, manifest).Skip(1))
        {
            fields.Error(field, "does not go with another source; name one of paths, container and manifest.");
        }

        var spec = new SourceSpec
        {
            Paths = [.. (asked ?? []).Select(p => Allowed(fields, p.Field, p.Text)).OfType<string>()],
            Container = container,
            Prefix = fields.Text("prefix", LongestBlobName),
            Manifest = manifest is null ? null : Allowed(fields, "manifest", manifest),
            Include = Globs(fields, "include"),
            Exclude = Globs(fields, "exclude"),
        };
        Check(fields, spec, manifest is not null);
        fields.RefuseOthers();
        return spec;
    }

    private static IEnumerable<(string Field, object? Value)> Named(object? paths, string? container, string? manifest) =>
        new (string Field, object? Value)[] { ("paths", paths), ("container", container), ("manifest", manifest) }.Where(s => s.Value is not null);

    private void Check(SpecFields fields, SourceSpec spec, bool isManifest)
    {
        if (spec.Container is { } container && !blobs.Value.SourceContainers.Contains(container, StringComparer.Ordinal))
        {
            fields.Error("container", $"'{container}' is not a container that jobs may read; an operator adds it to {BlobOptions.Section}:SourceContainers.");
        }

        if (spec is { Prefix: not null, Container: null })
        {
            fields.Error("prefix", "goes with a container only.");
        }

        if (isManifest && (spec.Include.Count > 0 || spec.Exclude.Count > 0))
        {
            fields.Error("manifest", "takes no include and no exclude; leave the lines out instead.");
        }
    }

    private string? Allowed(SpecFields fields, string field, string path)
    {
        if (AllowedPath.Source(path, files.Value.Roots, out var problem) is { } real)
        {
            return real;
        }

        fields.Error(field, problem);
        return null;
    }

    private static List<string> Globs(SpecFields fields, string field)
    {
        const int LongestGlob = 1_000;
        var globs = fields.Texts(field) ?? [];
        foreach (var (name, _) in globs.Where(g => g.Text.Length > LongestGlob))
        {
            fields.Error(name, $"must have at most {LongestGlob} characters.");
        }

        return [.. globs.Select(g => g.Text)];
    }
}
