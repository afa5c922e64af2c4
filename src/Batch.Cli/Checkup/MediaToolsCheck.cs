namespace Batch.Cli.Checkup;

/// <summary>Whether media can be read.</summary>
internal static class MediaToolsCheck
{
    public static async Task<CheckResult> RunAsync(string program, CancellationToken cancellationToken) =>
        await ProgramVersion.AskAsync(program, "-version", cancellationToken) is { Length: > 0 } version
            ? CheckResult.Good(program, version.Split(" Copyright", 2)[0])
            : CheckResult.Missing(program, "is not on PATH", "apt-get install --yes --no-install-recommends ffmpeg");
}
