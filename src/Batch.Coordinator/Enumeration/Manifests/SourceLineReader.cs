using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Batch.Contracts.Kinds;
using Batch.Coordinator.Blobs;
using Batch.Coordinator.Files;
using Batch.Coordinator.Jobs;
using Batch.Core.Items;

namespace Batch.Coordinator.Enumeration.Manifests;

/// <summary>Reads the lines of one source manifest: what each names, and what is wrong with it.</summary>
/// <param name="folder">Of the manifest, without links: relative paths count from there.</param>
/// <param name="roots">Folders that jobs may read, without links.</param>
/// <param name="containers">Containers that jobs may read.</param>
/// <param name="kind">Of the job: it knows which options an item may have of its own.</param>
/// <param name="options">Of the job, normalised.</param>
internal sealed class SourceLineReader(
    string folder, IReadOnlyList<string> roots, IEnumerable<string> containers, IJobKind kind, JsonElement options)
{
    private const int LongestPath = 4_096;
    private const int LongestId = 256;
    private const int LongestHours = 10_000;
    private const long MicrosPerSecond = 1_000_000;

    private readonly string _options = options.GetRawText();

    public SourceLine Read(ReadOnlySequence<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? Read(new SpecFields(document.RootElement))
                : new SourceLine.Wrong(["is not a JSON object; write one a line."]);
        }
        catch (JsonException error)
        {
            var what = error.BytePositionInLine is { } position ? $"from byte {position + 1} on" : "because a field comes twice";
            return new SourceLine.Wrong([$"is not valid JSON {what}; write one JSON object a line."]);
        }
        catch (InvalidOperationException)
        {
            // How the parser says it of a text that it has to decode.
            return new SourceLine.Wrong(["holds a text that is no Unicode; write the file as UTF-8."]);
        }
    }

    private SourceLine Read(SpecFields fields)
    {
        var path = fields.Text("path", LongestPath);
        var blob = fields.Text("blob", LongestPath);
        if ((fields.Get("path") is null) == (fields.Get("blob") is null))
        {
            fields.Error(null, "names no source or two; give either path or blob.");
        }

        var source = new ItemSource
        {
            Name = "",
            Path = path is not null ? Allowed(fields, path) : blob is not null ? AllowedBlob(fields, blob) : "",
            Bytes = 0,
            ModifiedTicks = 0,
            StemKey = "",
            CustomId = fields.Text("customId", LongestId),
            DeclaredWork = Duration(fields),
            TagsJson = TagFields.Read(fields) is { Count: > 0 } tags ? JsonSerializer.Serialize(tags) : null,
        };
        var own = Own(fields);
        fields.RefuseOthers();
        return fields.HasErrors
            ? new SourceLine.Wrong([.. fields.Errors.SelectMany(e => e.Value.Select(message => $"{e.Key} {message}".TrimStart()))])
            : new SourceLine.Named(Called(source, NameOf(source.Path)), own);
    }

    private string Allowed(SpecFields fields, string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            fields.Error("path", "must not contain a zero character.");
            return "";
        }

        var real = Below.Resolve(Path.GetFullPath(path, folder));
        if (!roots.Any(root => Below.IsAtOrBelow(real, root)))
        {
            fields.Error("path", $"'{path}' is not below a folder that jobs may read; an operator adds it to Batch:Sources:Roots.");
        }

        return real;
    }

    private string AllowedBlob(SpecFields fields, string blob)
    {
        if (blob.Split('/', 2) is not [var container, { Length: > 0 } name])
        {
            fields.Error("blob", $"'{blob}' must be a container, a slash and the name of a blob.");
            return "";
        }

        if (!containers.Contains(container, StringComparer.Ordinal))
        {
            fields.Error("blob", $"'{container}' is not a container that jobs may read; an operator adds it to {BlobOptions.Section}:SourceContainers.");
        }

        return new BlobPath(container, name).ToString();
    }

    private static long? Duration(SpecFields fields)
    {
        if (fields.Get("durationSeconds") is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var seconds) && seconds is >= 0 and <= LongestHours * 3_600m)
        {
            return (long)(seconds * MicrosPerSecond);
        }

        fields.Error("durationSeconds", $"must be a number of seconds from 0 to {LongestHours * 3_600}.");
        return null;
    }

    private ItemOptions? Own(SpecFields fields)
    {
        var given = kind.ItemOptions.Select(name => (Name: name, Value: fields.Get(name))).Where(o => o.Value is not null).ToList();
        if (given.Count == 0)
        {
            return null;
        }

        var merged = JsonNode.Parse(_options)!.AsObject();
        foreach (var (name, value) in given)
        {
            merged[name] = JsonNode.Parse(value!.Value.GetRawText());
        }

        switch (kind.CheckOptions(JsonSerializer.SerializeToElement(merged)))
        {
            case OptionsVerdict.Accepted accepted when accepted.Options.GetRawText() == _options:
                return null;
            case OptionsVerdict.Accepted accepted:
                return new ItemOptions(accepted.Options.GetRawText(), accepted.Fingerprint);
            case OptionsVerdict.Refused refused:
                foreach (var error in refused.Errors)
                {
                    fields.Error(error.Option, error.Message);
                }

                return null;
            default:
                throw new InvalidOperationException("Unknown verdict.");
        }
    }

    // What lies elsewhere is called by its whole path: outputs need a name without steps out of their folder.
    private string NameOf(string path) =>
        BlobPath.TryParse(path, out var blob) ? $"{blob.Value.Container}/{blob.Value.Name}"
        : Below.IsBelow(path, folder) ? Path.GetRelativePath(folder, path) : path.TrimStart('/');

    private static ItemSource Called(ItemSource source, string name) => source with
    {
        Name = name,
        StemKey = name[..^Path.GetExtension(name).Length].ToLowerInvariant(),
    };
}
