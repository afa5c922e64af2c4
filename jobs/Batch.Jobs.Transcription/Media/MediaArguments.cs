using Batch.Jobs.Transcription.Sandbox;

namespace Batch.Jobs.Transcription.Media;

/// <summary>What ffmpeg and ffprobe are always told.</summary>
internal static class MediaArguments
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

    /// <summary>The first complaint, without addresses in memory and without our path.</summary>
    public static string Complaint(SandboxExit exit)
    {
        var line = exit.Complaints.Count == 0 ? "" : exit.Complaints[^1];
        if (line.StartsWith("file:", StringComparison.Ordinal) && line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon)
        {
            line = line[(colon + 2)..];
        }

        return line.Trim().TrimEnd('.');
    }
}
