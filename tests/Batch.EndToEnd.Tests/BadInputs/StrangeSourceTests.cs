using Batch.EndToEnd.Tests.Machine;
using Batch.EndToEnd.Tests.Speech;

namespace Batch.EndToEnd.Tests.BadInputs;

public sealed class StrangeSourceTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task BadInput_WhenAPlaylistOrScriptNamesAnotherFile_NeverReadsIt()
    {
        var line = Utterances.Short(1)[0];
        var secret = Path.Combine(_sandbox.Folder, "secret.flac");
        File.Copy(Utterances.FileOf(line), secret);
        var wav = Path.Combine(_sandbox.Folder, "secret.wav");
        Tool.Ffmpeg("-i", secret, wav);
        var playlist = $"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://{wav}\n#EXTINF:10,\n{wav}\n#EXT-X-ENDLIST\n";
        foreach (var name in new[] { "hls.mp3", "hls.m3u8", "hls.wav", "hls" })
        {
            _sandbox.AddText(name, playlist);
        }

        foreach (var name in new[] { "concat.mp3", "concat.ffconcat", "concat.wav" })
        {
            _sandbox.AddText(name, $"ffconcat version 1.0\nfile '{secret}'\nfile '../secret.flac'\n");
        }

        _sandbox.AddText("sdp.mp3", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n");
        _sandbox.AddText("dash.mp4", $"<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period><AdaptationSet mimeType=\"audio/mp4\"><Representation id=\"1\"><BaseURL>file://{secret}</BaseURL></Representation></AdaptationSet></Period></MPD>");

        using var run = await _sandbox.RunAsync(_sandbox.Transcribe());

        Assert.True(run.ExitCode == 1, run.Everything);
        Assert.All(_sandbox.Results.Manifest(), entry => Assert.Contains(entry.Value.GetProperty("status").GetString(), new[] { "failed", "skipped" }));
        Assert.Equal("failed", _sandbox.Results.Manifest()["hls.mp3"].GetProperty("status").GetString());
        Assert.Equal(["job.json", "manifest.jsonl"], _sandbox.Results.Files());
        Assert.Equal(0, _sandbox.Database.Attempts("transcribe"));
    }

    [Fact]
    public async Task BadInput_WhenTheShapeOfTheAudioIsUnusual_IsTakenAsItIs()
    {
        var line = Utterances.Short(1)[0];
        var spoken = Utterances.FileOf(line);
        var source = _sandbox.Source;
        Tool.Ffmpeg("-i", spoken, "-ac", "8", "-ar", "96000", "-c:a", "pcm_s24le", Path.Combine(source, "eight.wav"));
        Tool.Ffmpeg("-i", spoken, "-t", "0.05", Path.Combine(source, "blink.wav"));
        // 30 hours of silence, says the header; one second is there.
        _sandbox.AddBytes("liar.wav", [.. WavHeader.Of(16_000, 1, 30 * 3600 * 32_000u), .. new byte[32_000]]);

        using var run = await _sandbox.RunAsync(_sandbox.Transcribe());

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.InRange(WordErrorRate.Recall(line.Reference, _sandbox.Results.Text("eight.wav")), 0.7, 1);
        Assert.Equal(0.05, _sandbox.Results.Json("blink.wav.json").GetProperty("durationSeconds").GetDouble(), 0.002);
        var liar = _sandbox.Results.Json("liar.wav.json");
        Assert.Equal(1, liar.GetProperty("durationSeconds").GetDouble(), 0.002);
        Assert.Empty(liar.GetProperty("text").GetString()!);
        Assert.Contains("missing", Assert.Single(liar.GetProperty("warnings").EnumerateArray()).GetString(), StringComparison.Ordinal);
        foreach (var name in new[] { "eight.wav", "blink.wav", "liar.wav" })
        {
            _sandbox.Results.CheckTimes(name);
        }
    }

    [Fact]
    public async Task BadInput_WhenAFileVanishesOrChangesAfterItWasListed_FailsWithThatReason()
    {
        foreach (var (file, i) in Utterances.Short(6).Select((line, i) => (Utterances.FileOf(line), i)))
        {
            _sandbox.Add(file, $"talk {i}.flac");
        }

        // Nothing is looked at by a worker before the gate opens; what it has claimed until then it has fetched already.
        var gate = Path.Combine(_sandbox.Folder, "gate");
        var program = _sandbox.AddProgram("gated-ffprobe", $"while [ ! -e '{gate}' ]; do sleep 0.05; done; exec ffprobe \"$@\"");
        using var run = BatchProcess.Start(
            _sandbox.Home, _sandbox.Folder, _sandbox.Transcribe(), "env", $"Batch__Transcription__FfprobePath={program}");
        const string Unclaimed = """
            SELECT i.Source_Path FROM items i JOIN chunks c ON c.Spec_ItemId = i.Id
            WHERE c.State IN ('Ready', 'Held') AND c.Attempts = 0 AND (SELECT COUNT(*) FROM items WHERE State = 'Open') = 6
            AND (SELECT COUNT(*) FROM chunks WHERE State = 'Leased') = 2 ORDER BY i.Source_Name
            """;
        IReadOnlyList<string> waiting = [];
        await Until.TrueAsync("every file has been looked at, and two are claimed", () => (waiting = _sandbox.Database.Column(Unclaimed)).Count == 4);
        File.Delete(waiting[0]);
        await File.AppendAllTextAsync(waiting[1], "more", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(gate, "open", TestContext.Current.CancellationToken);
        await run.ExitAsync();

        Assert.True(run.ExitCode == 1, run.Everything);
        var manifest = _sandbox.Results.Manifest();
        Assert.Equal(4, manifest.Values.Count(line => line.GetProperty("status").GetString() == "completed"));
        Assert.Equal("source_missing", Results.Code(manifest[Path.GetFileName(waiting[0])]));
        Assert.Equal("source_changed", Results.Code(manifest[Path.GetFileName(waiting[1])]));
        Assert.Contains($"failed: {Path.GetFileName(waiting[0])} ", run.Error, StringComparison.Ordinal);
        _sandbox.CheckInvariants();
    }

    public void Dispose() => _sandbox.Dispose();
}
