using System.ComponentModel.DataAnnotations;

namespace Batch.Jobs.Transcription;

/// <summary>What an operator may set for the transcription kind (section <c>Batch:Transcription</c>).</summary>
public sealed class TranscriptionOptions
{
    public const string Section = "Batch:Transcription";

    /// <summary>Name on the PATH or path of ffmpeg. Default <c>ffmpeg</c>.</summary>
    [Required]
    public string FfmpegPath { get; set; } = "ffmpeg";

    /// <summary>Name on the PATH or path of ffprobe. Default <c>ffprobe</c>.</summary>
    [Required]
    public string FfprobePath { get; set; } = "ffprobe";

    /// <summary>Model of jobs that name none. Default <c>base</c>, which is multilingual and fast enough on a processor.</summary>
    [Required]
    public string DefaultModel { get; set; } = "base";

    /// <summary>Wall time of looking at one source, in seconds. Default 30, 1 to 600.</summary>
    [Range(1, 600)]
    public int ProbeWallSeconds { get; set; } = 30;

    /// <summary>Wall time of decoding one source, in seconds. Default 7,200, 10 to 86,400.</summary>
    [Range(10, 86_400)]
    public int DecodeWallSeconds { get; set; } = 7_200;

    /// <summary>Processor time of decoding one source, in seconds. Default 3,600, 10 to 86,400.</summary>
    [Range(10, 86_400)]
    public int DecodeCpuSeconds { get; set; } = 3_600;

    /// <summary>Address space of ffmpeg and ffprobe, in MiB. Default 2,048, 256 to 65,536.</summary>
    [Range(256, 65_536)]
    public int MediaMemoryMiB { get; set; } = 2_048;
}
