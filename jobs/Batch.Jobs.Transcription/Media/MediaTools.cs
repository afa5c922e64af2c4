using Batch.Jobs.Transcription.Sandbox;

namespace Batch.Jobs.Transcription.Media;

/// <summary>The programs that preparing audio needs.</summary>
public static class MediaTools
{
    /// <summary>Says what is missing on this machine, one sentence each with its remedy; empty where nothing is.</summary>
    public static IReadOnlyList<string> Missing(TranscriptionOptions options) =>
    [
        .. new[] { options.FfmpegPath, options.FfprobePath }
            .Where(program => !IsThere(program))
            .Select(program => $"{program} was not found: install ffmpeg (Debian: apt-get install ffmpeg) or set {TranscriptionOptions.Section}:FfmpegPath and FfprobePath."),
        .. ProcessSandbox.Tools
            .Where(program => !IsThere(program))
            .Select(program => $"{program} was not found: install util-linux (Debian: apt-get install util-linux)."),
    ];

    private static bool IsThere(string program) =>
        program.Contains(Path.DirectorySeparatorChar)
            ? File.Exists(program)
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Any(folder => File.Exists(Path.Combine(folder, program)));
}
