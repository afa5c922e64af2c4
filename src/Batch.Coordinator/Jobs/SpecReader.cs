using System.Text.Json;
using Batch.Contracts.Jobs;
using Batch.Contracts.Kinds;
using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Kinds;
using Batch.Coordinator.Publication;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Jobs;

/// <summary>Turns the body of a submit into a job spec, or into every error that it has.</summary>
internal sealed class SpecReader(JobKinds kinds, IOptions<SourceOptions> sources, IOptions<OutputOptions> outputs)
{
    private const int LongestName = 200;
    private const int LongestPath = 4_096;

    public SubmittedSpec Read(JsonElement body)
    {
        var fields = new SpecFields(body);
        var kindName = fields.RequiredText("kind", LongestName);
        if (!kinds.TryGet(kindName, out var kind) && kindName.Length > 0)
        {
            fields.Error("kind", $"'{kindName}' is not a job kind; known are {string.Join(", ", kinds.Names)}.");
        }

        var source = Source(fields.Object("source"));
        var spec = new JobSpec
        {
            Kind = kindName,
            Name = fields.Text("name", LongestName) ?? (source.Paths is [var first, ..] ? Path.GetFileName(first) : ""),
            Source = source,
            Output = Output(fields.Object("output"), kind),
            Pool = fields.Text("pool", LongestName) ?? "local",
            Priority = fields.Number("priority", -100, 100, 0),
            Force = fields.Flag("force"),
            Tags = Tags(fields),
        };
        var verdict = Options(fields, kind);
        fields.RefuseOthers();
        return verdict is not null && !fields.HasErrors
            ? new SubmittedSpec.Accepted(spec with { Options = verdict.Options }, verdict.Options, verdict.Fingerprint)
            : new SubmittedSpec.Refused(fields.Errors);
    }

    private SourceSpec Source(SpecFields fields)
    {
        var asked = fields.Texts("paths");
        if (asked is null or { Count: 0 } && !fields.HasErrors)
        {
            fields.Error("paths", "must name at least one folder or file.");
        }

        var paths = new List<string>();
        foreach (var (field, path) in asked ?? [])
        {
            if (AllowedPath.Source(path, sources.Value.Roots, out var problem) is { } real)
            {
                paths.Add(real);
            }
            else
            {
                fields.Error(field, problem);
            }
        }

        var spec = new SourceSpec { Paths = paths, Include = Globs(fields, "include"), Exclude = Globs(fields, "exclude") };
        fields.RefuseOthers();
        return spec;
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

    private static Dictionary<string, string> Tags(SpecFields fields)
    {
        const int MostTags = 32;
        const int LongestTag = 128;
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        if (fields.Get("tags") is not { } value)
        {
            return tags;
        }

        if (value.ValueKind is not JsonValueKind.Object || value.GetPropertyCount() > MostTags)
        {
            fields.Error("tags", $"must be an object of at most {MostTags} texts.");
            return tags;
        }

        foreach (var tag in value.EnumerateObject())
        {
            if (tag.Name.Length is > 0 and <= LongestTag && tag.Value.ValueKind is JsonValueKind.String && tag.Value.GetString()!.Length <= LongestTag)
            {
                tags[tag.Name] = tag.Value.GetString()!;
            }
            else
            {
                fields.Error($"tags.{tag.Name}", $"key and value must be texts of at most {LongestTag} characters.");
            }
        }

        return tags;
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
