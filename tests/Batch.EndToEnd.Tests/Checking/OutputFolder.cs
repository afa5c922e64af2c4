using System.Security.Cryptography;
using System.Text.Json;

namespace Batch.EndToEnd.Tests.Checking;

/// <summary>What a job left for its user: the manifest and what it lists.</summary>
internal sealed class OutputFolder
{
    private readonly string _folder;

    /// <param name="folder">Of one job or of many.</param>
    public OutputFolder(string folder)
    {
        _folder = folder;
        var manifest = Path.Combine(folder, "manifest.jsonl");
        Lines = File.Exists(manifest) ? [.. File.ReadLines(manifest).Select(line => JsonElement.Parse(line))] : [];
    }

    public IReadOnlyList<JsonElement> Lines { get; }

    /// <summary>Outputs that the manifest lists, with the hash that it says.</summary>
    public IEnumerable<(string Name, string Sha256)> Listed => Lines
        .SelectMany(line => line.GetProperty("outputs").EnumerateArray())
        .Select(output => (output.GetProperty("name").GetString()!, output.GetProperty("sha256").GetString()!));

    /// <summary>Listed outputs that are not there, or are others; files that nobody lists.</summary>
    public IEnumerable<string> Differences()
    {
        var there = Directory.Exists(_folder)
            ? Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder, file)).ToHashSet(StringComparer.Ordinal)
            : [];
        there.ExceptWith(["manifest.jsonl", "job.json"]);
        foreach (var (name, hash) in Listed)
        {
            if (!there.Remove(name))
            {
                yield return $"{name} is not there";
            }
            else if (Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder, name)))) != hash)
            {
                yield return $"{name} is another";
            }
        }

        foreach (var name in there)
        {
            yield return $"{name} is in no line";
        }
    }

    /// <summary>Transcripts, by name, whose seconds do not add up to their duration.</summary>
    public IEnumerable<string> UncoveredTranscripts() => Transcripts().Where(transcript => !IsCovered(transcript.Content)).Select(transcript => transcript.Name);

    public IEnumerable<(string Name, JsonElement Content)> Transcripts() => Listed
        .Where(output => output.Name.EndsWith(".json", StringComparison.Ordinal) && File.Exists(Path.Combine(_folder, output.Name)))
        .Select(output => (output.Name, JsonElement.Parse(File.ReadAllText(Path.Combine(_folder, output.Name)))));

    private static bool IsCovered(JsonElement transcript)
    {
        var coverage = transcript.GetProperty("coverage");
        var duration = transcript.GetProperty("durationSeconds").GetDecimal();
        var covered = new[] { "transcribedSeconds", "nonSpeechSeconds", "failedSeconds" }.Sum(part => coverage.GetProperty(part).GetDecimal());
        var inside = transcript.GetProperty("segments").EnumerateArray().All(segment =>
            segment.GetProperty("start").GetDecimal() >= 0
            && segment.GetProperty("end").GetDecimal() >= segment.GetProperty("start").GetDecimal()
            && segment.GetProperty("end").GetDecimal() <= duration + 0.001m);
        return covered == duration && inside;
    }
}
