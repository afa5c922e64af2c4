using Batch.Contracts.Jobs;
using Batch.Coordinator.Enumeration;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Jobs;

/// <summary>Reads where a job's items come from: paths, or a source manifest.</summary>
internal sealed class SourceSpecReader(IOptions<SourceOptions> options)
{
    private const int LongestPath = 4_096;

    public SourceSpec Read(SpecFields fields)
    {
        var asked = fields.Texts("paths");
        var manifest = fields.Text("manifest", LongestPath);
        if (asked is null or { Count: 0 } && manifest is null && !fields.HasErrors)
        {
            fields.Error("paths", "must name at least one folder or file; or name a JSONL file that lists them as manifest.");
        }

        if (asked is not null && manifest is not null)
        {
            fields.Error("manifest", "does not go with paths; name one of them.");
        }

        var spec = new SourceSpec
        {
            Paths = [.. (asked ?? []).Select(p => Allowed(fields, p.Field, p.Text)).OfType<string>()],
            Manifest = manifest is null ? null : Allowed(fields, "manifest", manifest),
            Include = Globs(fields, "include"),
            Exclude = Globs(fields, "exclude"),
        };
        if (manifest is not null && (spec.Include.Count > 0 || spec.Exclude.Count > 0))
        {
            fields.Error("manifest", "takes no include and no exclude; leave the lines out instead.");
        }

        fields.RefuseOthers();
        return spec;
    }

    private string? Allowed(SpecFields fields, string field, string path)
    {
        if (AllowedPath.Source(path, options.Value.Roots, out var problem) is { } real)
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
