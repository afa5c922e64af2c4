using Batch.Worker.Engines;

namespace Batch.Cli.Checkup;

/// <summary>Whether there is an engine, and whether it runs.</summary>
internal static class EngineCheck
{
    public static async Task<CheckResult> RunAsync(EngineOptions options, CancellationToken cancellationToken) => EngineLocator.Locate(options) switch
    {
        EngineLocation.Executable found => await ProgramVersion.AskAsync(found.Path, "--help", cancellationToken) is null
            ? CheckResult.Missing("engine", $"{found.Path} does not start", "run it by hand with --help to see why, or remove it and run ./batch again")
            : CheckResult.Good("engine", $"whisper-server {found.Version} at {found.Path}"),
        EngineLocation.Remote remote => await RemoteAsync(remote.Url, cancellationToken),
        EngineLocation.Missing missing => CheckResult.Missing("engine", missing.Message.TrimEnd('.'), missing.Remedy),
        var other => throw new InvalidOperationException($"Unknown location {other}."),
    };

    private static async Task<CheckResult> RemoteAsync(Uri url, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            using var answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return CheckResult.Good("engine", $"{url} answers");
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return CheckResult.Missing("engine", $"{url} does not answer ({failure.Message})", "start it, or correct Batch:Workers:local:Engine:Url");
        }
    }
}
