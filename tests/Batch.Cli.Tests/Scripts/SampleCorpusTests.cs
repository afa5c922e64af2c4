using System.Globalization;
using Batch.Cli.Tests.Fakes;

namespace Batch.Cli.Tests.Scripts;

public sealed class SampleCorpusTests
{
    [Fact]
    public async Task Corpus_WhenMade_IsAFewMinutesOfSpeechInSeveralFormats()
    {
        Assert.SkipUnless(Has("espeak-ng") && Has("ffmpeg") && Has("ffprobe"), "espeak-ng or ffmpeg is not installed");
        using var folder = new TestFolder();
        var corpus = Path.Combine(folder.Path, "corpus");

        var run = await Run.ProcessAsync(folder.Path, Repository.File("jobs/samples/make-corpus"), corpus);
        Assert.True(run.ExitCode == 0, run.Error);

        var seconds = new Dictionary<string, double>();
        foreach (var file in Directory.EnumerateFiles(corpus, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".txt", StringComparison.Ordinal) && !file.EndsWith(".jpg", StringComparison.Ordinal)))
        {
            seconds[Path.GetRelativePath(corpus, file)] = await DecodedSecondsAsync(folder.Path, file);
        }

        Assert.Superset(
            new HashSet<string> { ".wav", ".mp3", ".m4a", ".ogg", ".flac", ".mp4" },
            seconds.Keys.Select(name => Path.GetExtension(name)!).ToHashSet());
        Assert.InRange(seconds.Values.Sum(), 150, 400);
        Assert.All(seconds.Where(file => file.Key != Path.Combine("talks", "cut off.mp3")), file => Assert.InRange(file.Value, 10, 60));

        // Half of it is gone, while its header promises the whole.
        var cut = seconds[Path.Combine("talks", "cut off.mp3")];
        var declared = await ProbeAsync(folder.Path, Path.Combine(corpus, "talks", "cut off.mp3"));
        Assert.InRange(cut, declared * 0.4, declared * 0.6);

        Assert.True(File.Exists(Path.Combine(corpus, "cover.jpg")));
        Assert.True(File.Exists(Path.Combine(corpus, "notes.txt")));
    }

    [Fact]
    public async Task Corpus_WhenItIsThereAlready_IsLeftAlone()
    {
        Assert.SkipUnless(Has("espeak-ng") && Has("ffmpeg"), "espeak-ng or ffmpeg is not installed");
        using var folder = new TestFolder();
        var corpus = Path.Combine(folder.Path, "corpus");
        await Run.ProcessAsync(folder.Path, Repository.File("jobs/samples/make-corpus"), corpus);
        var marker = Path.Combine(corpus, "marker");
        await File.WriteAllTextAsync(marker, "", TestContext.Current.CancellationToken);

        var again = await Run.ProcessAsync(folder.Path, Repository.File("jobs/samples/make-corpus"), corpus);

        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.True(File.Exists(marker));
    }

    private static async Task<double> ProbeAsync(string folder, string file)
    {
        var run = await Run.ProcessAsync(folder, "ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", file);
        return double.Parse(run.Out.Trim(), CultureInfo.InvariantCulture);
    }

    private static async Task<double> DecodedSecondsAsync(string folder, string file)
    {
        var pcm = Path.Combine(folder, "decoded.pcm");
        await Run.ProcessAsync(folder, "ffmpeg", "-nostdin", "-y", "-loglevel", "quiet", "-i", file, "-f", "s16le", "-ac", "1", "-ar", "16000", pcm);
        return new FileInfo(pcm).Length / 32_000.0;
    }

    private static bool Has(string program) => Environment.GetEnvironmentVariable("PATH")!
        .Split(':')
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
