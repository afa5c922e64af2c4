using System.Globalization;
using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription.Sandbox;

namespace Batch.Jobs.Transcription.Media;

/// <summary>Looks at a source with ffprobe: by content first, and by extension only where the content has no header.</summary>
internal sealed class MediaProbe(ProcessSandbox sandbox, TranscriptionOptions options)
{
    /// <summary>More than any microphone array records.</summary>
    public const int MaxChannels = 64;

    private const long MaxSampleRate = 768_000;
    private const int MaxAnswerBytes = 1024 * 1024;

    /// <param name="source">Local file under a name of ours.</param>
    /// <param name="sourceName">As the user knows it, for messages and for its extension.</param>
    /// <param name="cancellationToken">Kills ffprobe.</param>
    public async Task<ProbeResult> LookAsync(string source, string sourceName, CancellationToken cancellationToken)
    {
        var byContent = await AskAsync(source, null, sourceName, cancellationToken);
        return byContent is ProbeResult.Refused && MediaFormats.ForcedDemuxer(sourceName) is { } demuxer
            ? await AskAsync(source, demuxer, sourceName, cancellationToken)
            : byContent;
    }

    private async Task<ProbeResult> AskAsync(string source, string? demuxer, string name, CancellationToken cancellationToken)
    {
        var answer = new MemoryStream();
        var limits = new SandboxLimits
        {
            Wall = TimeSpan.FromSeconds(options.ProbeWallSeconds),
            CpuSeconds = options.ProbeWallSeconds,
            MemoryBytes = options.MediaMemoryMiB * 1024L * 1024,
        };
        var exit = await sandbox.RunAsync(
            options.FfprobePath,
            [
                "-v", "error", "-hide_banner", .. MediaArguments.Fences(demuxer),
                "-show_format", "-show_streams", "-of", "json", "-i", MediaArguments.Local(source),
            ],
            Path.GetDirectoryName(source)!,
            limits,
            (output, stop) => ReadAsync(output, answer, stop),
            cancellationToken);
        if (exit.IsOutOfTime)
        {
            return new ProbeResult.Refused(MediaProblem.TooSlow(name, limits.Wall));
        }

        if (exit.IsCrash)
        {
            return new ProbeResult.Refused(MediaProblem.DecoderCrashed(name, MediaArguments.Complaint(exit)));
        }

        return exit.ExitCode == 0 && FfprobeReport.Parse(answer.ToArray()) is { Format.FormatName: { } format } report
            ? Judge(report, format, demuxer, name)
            : new ProbeResult.Refused(Unreadable(name, exit));
    }

    private static StageOutcome.BadInput Unreadable(string name, SandboxExit exit)
    {
        var complaint = MediaArguments.Complaint(exit);
        bool Says(string words) => exit.Complaints.Any(line => line.Contains(words, StringComparison.OrdinalIgnoreCase));
        return Says("moov atom not found") ? MediaProblem.Truncated(name, complaint)
            : Says("Invalid sample rate") ? MediaProblem.AbsurdHeader(name, "its sample rate is impossible")
            : Says("Too many channels") || Says("channels not set") || Says("Invalid number of channels") ? MediaProblem.AbsurdHeader(name, "its number of channels is impossible")
            : MediaProblem.NotMedia(name, complaint);
    }

    private static ProbeResult Judge(FfprobeReport report, string format, string? demuxer, string name)
    {
        if (report.Streams.FirstOrDefault(track => track.CodecType == "audio") is not { } audio)
        {
            return new ProbeResult.Refused(MediaProblem.NoAudio(name));
        }

        var rate = long.TryParse(audio.SampleRate, NumberStyles.Integer, CultureInfo.InvariantCulture, out var hertz) ? hertz : 0;
        StageOutcome.BadInput? problem =
            audio.Channels is < 1 or > MaxChannels ? MediaProblem.AbsurdHeader(name, $"{audio.Channels} channels")
            : rate is < 1 or > MaxSampleRate ? MediaProblem.AbsurdHeader(name, $"{rate} samples a second")
            : audio.CodecName is null or "unknown" ? MediaProblem.UnknownCodec(name)
            : null;
        return problem is not null
            ? new ProbeResult.Refused(problem)
            : new ProbeResult.Readable(new MediaFacts
            {
                Format = format,
                ForcedDemuxer = demuxer,
                Codec = audio.CodecName!,
                Channels = audio.Channels,
                SampleRate = rate,
                TrackSeconds = audio.DeclaredSeconds,
                ContainerSeconds = FfprobeReport.Seconds(report.Format?.Duration),
                Tracks = report.Streams.Count(track => !track.IsCover),
            });
    }

    private static async Task ReadAsync(Stream output, MemoryStream answer, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while (answer.Length < MaxAnswerBytes && (read = await output.ReadAsync(buffer, cancellationToken)) > 0)
        {
            answer.Write(buffer, 0, read);
        }
    }
}
