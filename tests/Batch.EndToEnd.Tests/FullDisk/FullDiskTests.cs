using Batch.EndToEnd.Tests.Machine;
using Batch.EndToEnd.Tests.Speech;

namespace Batch.EndToEnd.Tests.FullDisk;

public sealed class FullDiskTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly List<string> _mounted = [];

    [Fact]
    public async Task FullDisk_WhenTheOutputFolderIsFull_TheJobWaitsVisiblyAndGoesOn()
    {
        var ballast = Fill(_sandbox.Out, megabytes: 1);
        var line = Utterances.Short(1)[0];
        _sandbox.Add(Utterances.FileOf(line), "talk.flac");

        using var run = _sandbox.Start(_sandbox.Transcribe());
        await run.SeeAsync("waits for");
        await Until.TrueAsync("the reason is on record", () => _sandbox.Database.Count("jobs", "State = 'Waiting' AND WaitingReason LIKE '%full%'") == 1);
        Assert.Contains(_sandbox.Out, run.Out, StringComparison.Ordinal);
        File.Delete(ballast);
        await run.ExitAsync();

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Equal(["job.json", "manifest.jsonl", "talk.flac.json", "talk.srt", "talk.txt", "talk.vtt"], _sandbox.Results.Files());
        Assert.Equal(1, _sandbox.Database.Attempts("transcribe"));
        _sandbox.CheckInvariants();
    }

    public void Dispose()
    {
        foreach (var folder in _mounted)
        {
            Tool.Try("umount", "-l", folder);
        }

        _sandbox.Dispose();
    }

    private void Mount(string folder, int megabytes)
    {
        Directory.CreateDirectory(folder);
        Assert.SkipUnless(Tool.Try("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder), "this user may not mount a small disk (tmpfs)");
        _mounted.Add(folder);
    }

    /// <returns>What to delete to make room.</returns>
    private string Fill(string folder, int megabytes)
    {
        Mount(folder, megabytes);
        var ballast = Path.Combine(folder, "ballast");
        Tool.Try("dd", "if=/dev/zero", $"of={ballast}", "bs=4k");
        return ballast;
    }
}
