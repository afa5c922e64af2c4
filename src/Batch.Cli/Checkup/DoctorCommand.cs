using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Embedded;
using Batch.Cli.Server;

namespace Batch.Cli.Checkup;

/// <summary><c>batch doctor</c></summary>
internal static class DoctorCommand
{
    public static Command Create(Shell shell)
    {
        var server = ServerAddress.Option();
        var json = OutputOptions.Json();
        return new Command("doctor", "Checks what a transcription needs on this machine, and says how to get it.") { server, json }.Runs(shell, async (parsed, cancellationToken) =>
        {
            var results = new List<CheckResult>();
            await foreach (var result in ChecksAsync(shell, parsed.GetValue(server), cancellationToken))
            {
                results.Add(result);
                if (!parsed.GetValue(json))
                {
                    shell.Out.WriteLine(result.Line);
                }
            }

            if (parsed.GetValue(json))
            {
                shell.WriteJson(results);
            }

            return results.Any(result => result.Finding == Finding.Missing) ? ExitCode.Usage : ExitCode.Done;
        });
    }

    private static async IAsyncEnumerable<CheckResult> ChecksAsync(
        Shell shell, string? server, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await MediaToolsCheck.RunAsync("ffmpeg", cancellationToken);
        yield return await MediaToolsCheck.RunAsync("ffprobe", cancellationToken);

        var (engine, description) = await EngineCheck.RunAsync(shell, cancellationToken);
        yield return engine;
        yield return GpuCheck.Run(description);
        yield return await ModelsCheck.RunAsync(cancellationToken);
        foreach (var result in HomeCheck.Run(HomeFolder.Of(shell)))
        {
            yield return result;
        }

        if (server is not null || shell.Environment("BATCH_SERVER") is not null)
        {
            yield return await ServerCheck.RunAsync(shell, server, cancellationToken);
        }
    }
}
