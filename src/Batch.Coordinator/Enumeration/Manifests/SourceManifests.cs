using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Batch.Contracts.Kinds;
using Batch.Coordinator.Blobs;
using Batch.Coordinator.Files;
using Batch.Core.Items;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Enumeration.Manifests;

/// <summary>
/// Source manifests: JSONL files that name the items of a job. All of one is checked when the job is submitted, and its
/// hash goes on record; what is listed later is that file or nothing.
/// </summary>
internal sealed class SourceManifests(IOptions<SourceOptions> options, IOptions<BlobOptions> blobs)
{
    private const int MostProblems = 20;

    /// <param name="path">Absolute, without links, below a root.</param>
    /// <param name="kind">Of the job.</param>
    /// <param name="jobOptions">Of the job, normalised.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<ManifestVerdict> CheckAsync(string path, IJobKind kind, JsonElement jobOptions, CancellationToken cancellationToken)
    {
        if (Open(path, out var refusal) is not { } file)
        {
            return new ManifestVerdict.Refused([$"'{path}' cannot be read: {refusal}; name a JSONL file."]);
        }

        await using (file)
        {
            using var hash = SHA256.Create();
            await using var content = new CryptoStream(file, hash, CryptoStreamMode.Read, leaveOpen: true);
            var problems = await ProblemsAsync(content, Reader(path, kind, jobOptions), cancellationToken);
            return problems.Count == 0
                ? new ManifestVerdict.Accepted(Convert.ToHexStringLower(hash.Hash!))
                : new ManifestVerdict.Refused(problems);
        }
    }

    /// <param name="path">Absolute, without links.</param>
    /// <param name="sha256">Of what was checked.</param>
    /// <param name="kind">Of the job.</param>
    /// <param name="jobOptions">Of the job, normalised.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<SourceOpening> OpenAsync(string path, string sha256, IJobKind kind, JsonElement jobOptions, CancellationToken cancellationToken)
    {
        if (Open(path, out var refusal) is not { } file)
        {
            return new SourceOpening.Blocked($"The source manifest {path} cannot be read: {refusal}. Put it back, or cancel the job.");
        }

        try
        {
            if ((await FileHash.OfAsync(file, cancellationToken)).Sha256 == sha256)
            {
                file.Position = 0;
                var names = NamesAsync(file, Reader(path, kind, jobOptions), cancellationToken);
                file = null;
                return new SourceOpening.Opened(names);
            }
        }
        finally
        {
            if (file is not null)
            {
                await file.DisposeAsync();
            }
        }

        return new SourceOpening.Blocked(
            $"The source manifest {path} is not the one that was submitted: it has changed since. Put it back, or cancel the job and submit it again.");
    }

    private static async Task<IReadOnlyList<string>> ProblemsAsync(Stream content, SourceLineReader reader, CancellationToken cancellationToken)
    {
        var (names, ids) = (new FirstLines(), new FirstLines());
        var (problems, lines) = (new List<string>(), 0L);
        await foreach (var (number, line) in JsonLines.ReadAsync(content, cancellationToken))
        {
            lines++;
            problems.AddRange(Problems(reader, number, line, names, ids).Select(p => string.Create(CultureInfo.InvariantCulture, $"Line {number}: {p}")));
            if (problems.Count >= MostProblems)
            {
                return [.. problems.Take(MostProblems), "What comes after was not read: correct these first."];
            }
        }

        return lines > 0 ? problems : ["It has no lines; write one JSON object a line."];
    }

    private static IEnumerable<string> Problems(
        SourceLineReader reader, long number, ReadOnlySequence<byte>? line, FirstLines names, FirstLines ids)
    {
        if (line is not { } text)
        {
            return [$"has more than {JsonLines.LongestLine} bytes; write one JSON object a line."];
        }

        return reader.Read(text) switch
        {
            SourceLine.Wrong wrong => wrong.Problems,
            SourceLine.Named named => Repeated(named.Source, number, names, ids),
            var other => throw new InvalidOperationException($"Unknown line {other}."),
        };
    }

    private static IEnumerable<string> Repeated(ItemSource source, long number, FirstLines names, FirstLines ids)
    {
        if (names.Add(source.Name, number) is { } earlier)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"names the same source as line {earlier} ({source.Name}); leave one of them out.");
        }

        if (source.CustomId is { } id && ids.Add(id, number) is { } other)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"customId '{id}' is that of line {other}; give every line its own.");
        }
    }

    private static async IAsyncEnumerable<ListedName> NamesAsync(
        FileStream file, SourceLineReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using (file)
        {
            await foreach (var (number, line) in JsonLines.ReadAsync(file, cancellationToken))
            {
                yield return line is { } text && reader.Read(text) is SourceLine.Named named
                    ? new ListedName(named.Source, null, Skipped: false, named.Own)
                    // It was right when it was submitted, so it is not the line that has changed.
                    : throw new SourceUnavailableException(
                        $"Line {number} of the source manifest {file.Name} names what jobs may not read any more. Allow it again in Batch:Sources:Roots, or cancel the job.");
            }
        }
    }

    private SourceLineReader Reader(string path, IJobKind kind, JsonElement jobOptions) =>
        new(Path.GetDirectoryName(path)!, [.. options.Value.Roots.Select(Below.Resolve)], blobs.Value.SourceContainers, kind, jobOptions);

    private static FileStream? Open(string path, out string refusal)
    {
        refusal = "";
        switch (SourceFile.Open(path))
        {
            case SourceFile.Opened opened:
                return opened.Content;
            case SourceFile.Refused refused:
                refusal = refused.Why;
                return null;
            default:
                refusal = "it is not there";
                return null;
        }
    }
}
