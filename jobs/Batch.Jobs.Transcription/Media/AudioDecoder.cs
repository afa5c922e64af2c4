using System.Globalization;
using Batch.Jobs.Transcription.Audio;
using Batch.Jobs.Transcription.Sandbox;

namespace Batch.Jobs.Transcription.Media;

/// <summary>Decodes the first audio track of a source, once, to 16 kHz samples with all its channels interleaved.</summary>
internal sealed class AudioDecoder(ProcessSandbox sandbox, TranscriptionOptions options)
{
    /// <summary>What ffmpeg may use for one source.</summary>
    public SandboxLimits Limits { get; } = new()
    {
        Wall = TimeSpan.FromSeconds(options.DecodeWallSeconds),
        CpuSeconds = options.DecodeCpuSeconds,
        MemoryBytes = options.MediaMemoryMiB * 1024L * 1024,
    };

    /// <param name="source">Local file under a name of ours.</param>
    /// <param name="facts">Of the same file.</param>
    /// <param name="consume">Reads the samples as they come; may stop before the end.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    public Task<SandboxExit> DecodeAsync(
        string source,
        MediaFacts facts,
        Func<Stream, CancellationToken, Task> consume,
        CancellationToken cancellationToken) =>
        sandbox.RunAsync(
            options.FfmpegPath,
            [
                "-nostdin", "-v", "error", "-hide_banner", .. MediaArguments.Fences(facts.ForcedDemuxer),
                "-threads", "1", "-i", MediaArguments.Local(source),
                "-map", "0:a:0", "-vn", "-sn", "-dn",
                // Silence where the track begins late or has a gap, so that times stay those of the item.
                "-af", Text($"aresample={PcmFormat.SampleRate}:async=1:first_pts=0"),
                "-ac", Text($"{facts.Channels}"),
                "-c:a", "pcm_s16le", "-f", "s16le", "pipe:1",
            ],
            Path.GetDirectoryName(source)!,
            Limits,
            consume,
            cancellationToken);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
