using System.Text.RegularExpressions;
using Batch.Jobs.Transcription.Sandbox;

namespace Batch.Jobs.Transcription.Media;

/// <summary>What ffmpeg and ffprobe are always told.</summary>
internal static partial class MediaArguments
{
    /// <summary>Local files only, known containers only, no single allocation above 256 MiB.</summary>
    public static IEnumerable<string> Fences(string? forcedDemuxer) =>
    [
        "-max_alloc", "268435456",
        "-protocol_whitelist", "file,pipe",
        "-format_whitelist", MediaFormats.Whitelist,
        .. forcedDemuxer is null ? Array.Empty<string>() : ["-f", forcedDemuxer],
    ];

    /// <summary>Names the protocol, so that no path can be read as another one.</summary>
    public static string Local(string file) => $"file:{file}";

    /// <summary>The last complaint, without ffmpeg's addresses in memory and without our path; empty where there is none.</summary>
    public static string Complaint(SandboxExit exit) =>
        exit.Complaints.Count == 0 ? "" : Origin().Replace(exit.Complaints[^1], "").Trim().TrimEnd('.');

    [GeneratedRegex(@"^(?:\[[^\]]*\]|file:[^:]*:)\s*")]
    private static partial Regex Origin();
}
