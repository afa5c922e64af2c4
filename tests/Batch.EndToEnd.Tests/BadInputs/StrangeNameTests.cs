using Batch.EndToEnd.Tests.Machine;
using Batch.EndToEnd.Tests.Speech;

namespace Batch.EndToEnd.Tests.BadInputs;

public sealed class StrangeNameTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task BadInput_WhenNamesAreStrange_TranscribesEachUnderItsName()
    {
        var spoken = Utterances.Short(1)[0];
        var file = Utterances.FileOf(spoken);
        string[] names =
        [
            "two  spaces .flac",
            "new\nline.flac",
            "\"double\" and 'single'.flac",
            "back\\slash.flac",
            "$(touch pwned) `touch pwned`; %s {0}.flac",
            "😀 ünïcödé 日本語.flac",
            "-rf.flac",
            "..hidden..up.flac",
            "a ..flac",
            "Case.flac",
            "case.flac",
            $"{new string('n', 250)}.flac",
            $"{string.Concat(Enumerable.Repeat("é", 125))}.flac",
            "deep/er/and/deeper/talk.flac",
            ".hidden/.talk.flac",
            "tab\tand\u001bescape.flac",
        ];
        foreach (var name in names)
        {
            _sandbox.Add(file, name);
        }

        using var run = await _sandbox.RunAsync(_sandbox.Transcribe());

        Assert.True(run.ExitCode == 0, run.Everything);
        var manifest = _sandbox.Results.Manifest();
        Assert.Equal(names.Order(StringComparer.Ordinal), manifest.Keys.Order(StringComparer.Ordinal));
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (source, line) in manifest)
        {
            Assert.Equal("completed", line.GetProperty("status").GetString());
            var outputs = line.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("name").GetString()!).ToList();
            Assert.Equal(4, outputs.Count);
            Assert.All(outputs, output => Assert.True(written.Add(output), $"{output} is the output of two sources"));
            Assert.All(outputs, output => Assert.True(File.Exists(_sandbox.Results.Path(output)), $"{source}: {output} is not there"));
        }

        Assert.Equal(written.Concat(["manifest.jsonl", "job.json"]).Order(StringComparer.Ordinal), _sandbox.Results.Files());
        Assert.Equal(
            new[] { "home", "talks", "transcripts" },
            Directory.EnumerateFileSystemEntries(_sandbox.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        // One content under sixteen names is heard once.
        Assert.InRange(_sandbox.Database.Attempts("transcribe"), 1, names.Length);
        _sandbox.CheckInvariants();
    }

    [Fact]
    public async Task BadInput_WhenLinksLeadOutOfTheSource_DoesNotFollowThem()
    {
        var spoken = Utterances.Short(2);
        _sandbox.Add(Utterances.FileOf(spoken[0]), "inside.flac");
        var outside = Directory.CreateDirectory(Path.Combine(_sandbox.Folder, "private")).FullName;
        File.Copy(Utterances.FileOf(spoken[1]), Path.Combine(outside, "secret.flac"));
        File.CreateSymbolicLink(Path.Combine(_sandbox.Source, "link.flac"), Path.Combine(outside, "secret.flac"));
        Directory.CreateSymbolicLink(Path.Combine(_sandbox.Source, "folder"), outside);
        Directory.CreateSymbolicLink(Path.Combine(_sandbox.Source, "round"), _sandbox.Source);
        File.CreateSymbolicLink(Path.Combine(_sandbox.Source, "dangling.flac"), "/nowhere/at/all.flac");

        using var run = await _sandbox.RunAsync(_sandbox.Transcribe());

        Assert.True(run.ExitCode == 0, run.Everything);
        var manifest = _sandbox.Results.Manifest();
        Assert.Equal("completed", manifest["inside.flac"].GetProperty("status").GetString());
        Assert.All(manifest.Where(entry => entry.Key != "inside.flac"), entry => Assert.Equal("skipped", entry.Value.GetProperty("status").GetString()));
        Assert.Equal("skipped", manifest["link.flac"].GetProperty("status").GetString());
        Assert.Equal(1, _sandbox.Database.Attempts("prepare"));
    }

    [Fact]
    public async Task BadInput_WhenNamesAreNoUtf8_FailsEachOfThem()
    {
        var spoken = Utterances.Short(1)[0];
        var file = _sandbox.Add(Utterances.FileOf(spoken), "good.flac");
        Tool.Run("bash", "-c", $"cp '{file}' '{_sandbox.Source}'/$'bad\\xff.flac' && cp '{file}' '{_sandbox.Source}'/$'bad\\xfe.flac'");

        using var run = await _sandbox.RunAsync(_sandbox.Transcribe());

        Assert.True(run.ExitCode == 1, run.Everything);
        Assert.Contains("3 items: 1 completed, 2 failed", run.Out, StringComparison.Ordinal);
        Assert.Equal(2, _sandbox.Results.Manifest().Values.Count(line => line.GetProperty("status").GetString() == "failed" && Results.Code(line) == "name_not_utf8"));
    }

    [Fact]
    public async Task BadInput_WhenPermissionIsMissing_FailsThatItemAndGoesOn()
    {
        var spoken = Utterances.Short(2);
        var locked = _sandbox.Add(Utterances.FileOf(spoken[0]), "locked.flac");
        _sandbox.Add(Utterances.FileOf(spoken[1]), "open.flac");
        _sandbox.Add(Utterances.FileOf(spoken[1]), "closed/inside.flac");
        File.SetUnixFileMode(locked, UnixFileMode.None);
        File.SetUnixFileMode(Path.Combine(_sandbox.Source, "closed"), UnixFileMode.None);
        try
        {
            using var run = await _sandbox.RunWithoutPrivilegesAsync(_sandbox.Transcribe());

            Assert.True(run.ExitCode == 1, run.Everything);
            var manifest = _sandbox.Results.Manifest();
            Assert.Equal("completed", manifest["open.flac"].GetProperty("status").GetString());
            Assert.Equal("unreadable", Results.Code(manifest["locked.flac"]));
            Assert.Equal("unreadable", Results.Code(manifest["closed"]));
        }
        finally
        {
            File.SetUnixFileMode(Path.Combine(_sandbox.Source, "closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task BadInput_WhenItIsNoRegularFile_NeverWaitsForIt()
    {
        _sandbox.Add(Utterances.FileOf(Utterances.Short(1)[0]), "talk.flac");
        Tool.Run("mkfifo", Path.Combine(_sandbox.Source, "pipe.flac"));

        using var run = await _sandbox.RunAsync(_sandbox.Transcribe());

        Assert.True(run.ExitCode is 0 or 1, run.Everything);
        var manifest = _sandbox.Results.Manifest();
        Assert.Equal("completed", manifest["talk.flac"].GetProperty("status").GetString());
        Assert.NotEqual("completed", manifest["pipe.flac"].GetProperty("status").GetString());
    }

    public void Dispose() => _sandbox.Dispose();
}
