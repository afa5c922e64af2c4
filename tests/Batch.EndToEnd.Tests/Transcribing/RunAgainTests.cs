using Batch.EndToEnd.Tests.Machine;
using Batch.EndToEnd.Tests.Speech;

namespace Batch.EndToEnd.Tests.Transcribing;

public sealed class RunAgainTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task Transcribe_WhenRunAgain_DoesOnlyWhatIsNewOrChanged()
    {
        var spoken = Utterances.Short(4);
        var files = spoken.Take(3).Select(line => _sandbox.Add(Utterances.FileOf(line))).ToList();
        await RunAsync();
        Assert.Equal(3, _sandbox.Database.Attempts("transcribe"));

        using (var again = await RunAsync())
        {
            Assert.Contains("3 done, 0 to do", again.Out, StringComparison.Ordinal);
            Assert.Contains("3 completed (3 of them before)", again.Out, StringComparison.Ordinal);
            Assert.Equal(3, _sandbox.Database.Attempts("transcribe"));
            Assert.Equal(3, _sandbox.Database.Attempts("prepare"));
        }

        File.Move(files[0], Path.Combine(_sandbox.Source, "renamed.flac"));
        _sandbox.Add(Utterances.FileOf(spoken[3]));
        using (var changed = await RunAsync())
        {
            Assert.Contains("3 done, 1 to do", changed.Out, StringComparison.Ordinal);
            Assert.Equal(4, _sandbox.Database.Attempts("transcribe"));
            Assert.Equal(_sandbox.Results.Text(spoken[0].File), _sandbox.Results.Text("renamed.flac"));
            Assert.Equal("renamed.flac", _sandbox.Results.Json("renamed.flac.json").GetProperty("source").GetString());
        }

        var deleted = _sandbox.Results.Path("renamed.srt");
        var before = File.ReadAllText(deleted);
        File.Delete(deleted);
        using (await RunAsync())
        {
            Assert.Equal(before, File.ReadAllText(deleted));
            Assert.Equal(4, _sandbox.Database.Attempts("transcribe"));
        }

        using (await RunAsync("--force"))
        {
            Assert.Equal(8, _sandbox.Database.Attempts("transcribe"));
        }

        _sandbox.CheckInvariants();
    }

    [Fact]
    public async Task Transcribe_WhenAnotherFormatIsAsked_RendersItWithoutTheEngine()
    {
        var line = Utterances.Short(1)[0];
        _sandbox.Add(Utterances.FileOf(line));
        await RunAsync("--format", "json");
        Assert.Equal([$"{line.File}.json", "job.json", "manifest.jsonl"], _sandbox.Results.Files());
        var engineTime = EngineTime();

        await RunAsync("--format", "srt,vtt");

        Assert.Contains(Path.ChangeExtension(line.File, "srt"), _sandbox.Results.Files());
        Assert.Contains(Path.ChangeExtension(line.File, "vtt"), _sandbox.Results.Files());
        Assert.Equal(engineTime, EngineTime());
        Assert.Equal(1, _sandbox.Database.Attempts("transcribe"));
    }

    [Fact]
    public async Task Transcribe_WhenOutLiesInTheSource_NeverReadsItAsInput()
    {
        var line = Utterances.Short(1)[0];
        _sandbox.Add(Utterances.FileOf(line));
        var inside = Path.Combine(_sandbox.Source, "transcripts");
        for (var round = 0; round < 2; round++)
        {
            using var run = await _sandbox.RunAsync("transcribe", _sandbox.Source, "--out", inside, "--model", "tiny.en", "--language", "en");
            Assert.True(run.ExitCode == 0, run.Everything);
        }

        // Results straight beside their sources.
        for (var round = 0; round < 2; round++)
        {
            using var run = await _sandbox.RunAsync("transcribe", _sandbox.Source, "--out", _sandbox.Source, "--model", "tiny.en", "--language", "en", "--exclude", "transcripts");
            Assert.True(run.ExitCode == 0, run.Everything);
        }

        Assert.Equal([line.File], _sandbox.Database.Column("SELECT DISTINCT Source_Name FROM items"));
        Assert.Equal(1, _sandbox.Database.Attempts("transcribe"));
    }

    [Fact]
    public async Task Transcribe_WhenTwoRootsHoldTheSameName_KeepsBoth()
    {
        var spoken = Utterances.Short(2);
        var (left, right) = (Path.Combine(_sandbox.Source, "left", "talks"), Path.Combine(_sandbox.Source, "right", "talks"));
        _sandbox.Add(Utterances.FileOf(spoken[0]), "left/talks/a.flac");
        _sandbox.Add(Utterances.FileOf(spoken[1]), "right/talks/a.flac");
        var alone = _sandbox.Add(Utterances.FileOf(spoken[1]), "alone/a.flac");

        using var run = await _sandbox.RunAsync("transcribe", left, right, alone, "--out", _sandbox.Out, "--model", "tiny.en", "--language", "en");

        Assert.True(run.ExitCode == 0, run.Everything);
        var texts = _sandbox.Results.Manifest().Keys.Select(_sandbox.Results.Text).ToList();
        Assert.Equal(3, texts.Count);
        Assert.Equal(2, texts.Distinct().Count());
    }

    [Fact]
    public async Task Transcribe_WhenTwoSourcesShareAStem_GivesEachItsOwnCaptions()
    {
        var spoken = Utterances.Short(2);
        _sandbox.Add(Utterances.FileOf(spoken[0]), "talk.flac");
        _sandbox.Add(Utterances.FileOf(spoken[1]), "talk.FLAC.oga");
        _sandbox.Add(Utterances.FileOf(spoken[1]), "talk.wav");

        await RunAsync();

        Assert.Contains("talk.flac.srt", _sandbox.Results.Files());
        Assert.Contains("talk.wav.srt", _sandbox.Results.Files());
        Assert.NotEqual(File.ReadAllText(_sandbox.Results.Path("talk.flac.txt")), File.ReadAllText(_sandbox.Results.Path("talk.wav.txt")));
    }

    [Fact]
    public async Task Transcribe_WhenAFileIsNotOurs_DoesNotOverwriteItAndSaysSo()
    {
        var line = Utterances.Short(1)[0];
        _sandbox.Add(Utterances.FileOf(line), "talk.flac");
        Directory.CreateDirectory(_sandbox.Out);
        File.WriteAllText(_sandbox.Results.Path("talk.txt"), "my own notes");

        using var run = await _sandbox.RunAsync(_sandbox.Transcribe());

        Assert.Equal("my own notes", File.ReadAllText(_sandbox.Results.Path("talk.txt")));
        Assert.True(run.ExitCode is 0 or 1, run.Everything);
        var entry = _sandbox.Results.Manifest()["talk.flac"];
        if (entry.GetProperty("status").GetString() == "completed")
        {
            Assert.Contains("talk.flac.txt", _sandbox.Results.Files());
        }
        else
        {
            Assert.Equal("output_exists", Results.Code(entry));
            Assert.Contains("talk.txt", run.Error, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _sandbox.Dispose();

    private async Task<BatchProcess> RunAsync(params string[] more)
    {
        var run = await _sandbox.RunAsync(_sandbox.Transcribe(more));
        Assert.True(run.ExitCode == 0, run.Everything);
        return run;
    }

    // Cold starts are the pool's; what a job pays for the engine is the time of its attempts.
    private string EngineTime() => Assert.Single(_sandbox.Database.Column(
        "SELECT COALESCE(SUM(a.Meter_Run + a.Meter_QualityRedo), 0) FROM attempts a JOIN chunks c ON c.Id = a.ChunkId WHERE c.Spec_Stage = 'transcribe'"));
}
