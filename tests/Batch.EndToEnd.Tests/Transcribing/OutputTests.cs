using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Batch.EndToEnd.Tests.Speech;

namespace Batch.EndToEnd.Tests.Transcribing;

public sealed partial class OutputTests(FirstRun run) : IClassFixture<FirstRun>
{
    [Fact]
    public void Transcribe_WhenAllGoesWell_SaysEngineDeviceAndModelFirstAndEndsWithZero()
    {
        Assert.True(run.Process.ExitCode == 0, run.Process.Everything);
        var first = run.Process.Out.Split('\n')[0];
        Assert.Contains("whisper-server", first, StringComparison.Ordinal);
        Assert.Contains("CPU", first, StringComparison.Ordinal);
        Assert.Contains("tiny.en", first, StringComparison.Ordinal);
        Assert.Contains("6 to do", run.Process.Out, StringComparison.Ordinal);
        Assert.Contains("9 items: 6 completed, 3 skipped", run.Process.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Transcribe_WhenDone_MirrorsTheSourceInFourFormatsAndNothingElse()
    {
        var expected = run.Spoken
            .SelectMany(line => new[] { $"{line.File}.json" }.Concat(new[] { "srt", "txt", "vtt" }.Select(format => Path.ChangeExtension(line.File, format))))
            .Select(name => $"day one/{name}")
            .Concat(["job.json", "manifest.jsonl"])
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, run.Sandbox.Results.Files());
    }

    [Fact]
    public void Transcribe_WhenDone_HasTheWordsRight()
    {
        var rate = WordErrorRate.Of(run.Spoken.Select(line => (line.Reference, run.Sandbox.Results.Text($"day one/{line.File}"))));
        Assert.InRange(rate, 0, 0.15);
    }

    [Fact]
    public void Transcript_WhenWritten_AddsUpAndSaysWhereItComesFrom()
    {
        foreach (var line in run.Spoken)
        {
            var source = $"day one/{line.File}";
            run.Sandbox.Results.CheckTimes(source);
            var transcript = run.Sandbox.Results.Json(source + ".json");
            Assert.Equal(source, transcript.GetProperty("source").GetString());
            Assert.Equal("en", transcript.GetProperty("language").GetString());
            Assert.StartsWith("tiny.en", transcript.GetProperty("model").GetString(), StringComparison.Ordinal);
            Assert.Equal(line.DurationSeconds, transcript.GetProperty("durationSeconds").GetDouble(), 0.002);
            Assert.Empty(transcript.GetProperty("warnings").EnumerateArray());
            var segment = transcript.GetProperty("segments")[0];
            Assert.InRange(segment.GetProperty("avgLogprob").GetDouble(), -2, 0);
            Assert.InRange(segment.GetProperty("noSpeechProb").GetDouble(), 0, 1);
        }
    }

    [Fact]
    public void Captions_WhenWritten_AreWhatPlayersAccept()
    {
        foreach (var line in run.Spoken)
        {
            var stem = "day one/" + Path.GetFileNameWithoutExtension(line.File);
            var vtt = File.ReadAllText(run.Sandbox.Results.Path(stem + ".vtt"));
            var srt = File.ReadAllText(run.Sandbox.Results.Path(stem + ".srt"));
            var text = File.ReadAllText(run.Sandbox.Results.Path(stem + ".txt"));
            Assert.StartsWith("WEBVTT\n\n", vtt, StringComparison.Ordinal);
            Assert.StartsWith("1\n", srt.ReplaceLineEndings("\n"), StringComparison.Ordinal);
            AssertMonotonic(VttTimes().Matches(vtt));
            AssertMonotonic(SrtTimes().Matches(srt));
            Assert.All(srt.Split('\n').Concat(vtt.Split('\n')), row => Assert.InRange(row.Length, 0, 60));
            Assert.InRange(WordErrorRate.Of([(run.Sandbox.Results.Text($"day one/{line.File}"), text)]), 0, 0.001);
            Assert.InRange(WordErrorRate.Of([(text, CueWords(srt))]), 0, 0.001);
            Assert.InRange(WordErrorRate.Of([(text, CueWords(vtt))]), 0, 0.001);
        }
    }

    [Fact]
    public void Manifest_WhenDone_ListsEveryItemWithOutputsThatHashAsItSays()
    {
        var lines = run.Sandbox.Results.Manifest();
        Assert.Equal(9, lines.Count);
        foreach (var line in run.Spoken)
        {
            var entry = lines[$"day one/{line.File}"];
            Assert.Equal("completed", entry.GetProperty("status").GetString());
            Assert.Equal(Hash(Utterances.FileOf(line)), entry.GetProperty("sha256").GetString());
            Assert.Equal("en", entry.GetProperty("language").GetString());
            Assert.Equal(3, entry.GetProperty("attempts").GetInt32());
            Assert.True(entry.GetProperty("deviceSeconds").GetDouble() > 0);
            Assert.True(entry.GetProperty("cost").GetProperty("assumed").GetBoolean());
            var outputs = entry.GetProperty("outputs").EnumerateArray().ToList();
            Assert.Equal(4, outputs.Count);
            foreach (var output in outputs)
            {
                var file = run.Sandbox.Results.Path(output.GetProperty("name").GetString()!);
                Assert.Equal(new FileInfo(file).Length, output.GetProperty("bytes").GetInt64());
                Assert.Equal(Hash(file), output.GetProperty("sha256").GetString());
            }
        }
    }

    [Theory]
    [InlineData("cover.jpg")]
    [InlineData(".DS_Store")]
    [InlineData("notes.txt")]
    public void Transcribe_WhenAFileIsPlainlyNoMedia_SkipsIt(string name)
    {
        var line = run.Sandbox.Results.Manifest()[name];
        Assert.Equal("skipped", line.GetProperty("status").GetString());
        Assert.Empty(line.GetProperty("outputs").EnumerateArray());
        Assert.Contains(name, line.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_WhenDone_HasTotalsCostsAndModels()
    {
        var text = run.Sandbox.Results.Json("job.json").ToString();
        Assert.Contains("completed", text, StringComparison.Ordinal);
        Assert.Contains("useful", text, StringComparison.Ordinal);
        Assert.Contains("tiny.en", text, StringComparison.Ordinal);
        Assert.Contains("sha256", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Invariants_WhenDone_Hold() => run.Sandbox.CheckInvariants();

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private static void AssertMonotonic(MatchCollection cues)
    {
        Assert.NotEmpty(cues);
        var last = 0m;
        foreach (Match cue in cues)
        {
            var (start, end) = (Seconds(cue.Groups[1].Value), Seconds(cue.Groups[2].Value));
            Assert.True(start >= last && end > start, $"a cue at {cue.Value} after {last}");
            last = end;
        }
    }

    private static decimal Seconds(string time) =>
        time.Replace(',', '.').Split(':').Aggregate(0m, (sum, part) => (sum * 60) + decimal.Parse(part, CultureInfo.InvariantCulture));

    private static string CueWords(string captions) => string.Join(
        ' ',
        captions.Split('\n').Where(row => !row.Contains("-->", StringComparison.Ordinal) && row.Trim() != "WEBVTT" && !int.TryParse(row, out _)));

    [GeneratedRegex(@"(?m)^([\d:]+\.\d{3}) --> ([\d:]+\.\d{3})")]
    private static partial Regex VttTimes();

    [GeneratedRegex(@"(?m)^([\d:]+,\d{3}) --> ([\d:]+,\d{3})")]
    private static partial Regex SrtTimes();
}
