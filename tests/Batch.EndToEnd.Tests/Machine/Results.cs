using System.Text.Json;

namespace Batch.EndToEnd.Tests.Machine;

/// <summary>What lies in an output folder, read as a user's script would.</summary>
internal sealed class Results(string folder)
{
    public string Path(string name) => System.IO.Path.Combine(folder, name);

    /// <summary>Every file, by its path below the folder.</summary>
    public IReadOnlyList<string> Files() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)]
        : [];

    public JsonElement Json(string name) => JsonElement.Parse(File.ReadAllText(Path(name)));

    /// <summary>The spoken words of a source.</summary>
    public string Text(string source) => Json(source + ".json").GetProperty("text").GetString()!;

    /// <summary>The lines of the manifest by source.</summary>
    public IReadOnlyDictionary<string, JsonElement> Manifest() => File.ReadLines(Path("manifest.jsonl"))
        .Select(line => JsonElement.Parse(line))
        .ToDictionary(line => line.GetProperty("source").GetString()!);

    public static string Code(JsonElement line) => line.GetProperty("error").GetProperty("code").GetString()!;

    /// <summary>Every segment lies inside the file, in order; coverage adds up to the duration, to the sample.</summary>
    public void CheckTimes(string source)
    {
        var transcript = Json(source + ".json");
        var duration = transcript.GetProperty("durationSeconds").GetDecimal();
        var coverage = transcript.GetProperty("coverage");
        var covered = coverage.GetProperty("transcribedSeconds").GetDecimal()
            + coverage.GetProperty("nonSpeechSeconds").GetDecimal()
            + coverage.GetProperty("failedSeconds").GetDecimal();
        Assert.Equal(duration, covered);
        var last = 0m;
        foreach (var segment in transcript.GetProperty("segments").EnumerateArray())
        {
            var (start, end) = (segment.GetProperty("start").GetDecimal(), segment.GetProperty("end").GetDecimal());
            Assert.True(start >= last && end >= start, $"{source}: a segment at {start} to {end} after {last}");
            Assert.True(end <= decimal.Round(duration, 3) + 0.001m, $"{source}: a segment ends at {end} of {duration}");
            last = start;
        }
    }
}
