using System.CommandLine;
using System.Runtime.CompilerServices;
using Batch.Cli.Bus;
using Batch.Cli.CommandLine;
using Batch.Cli.Embedded;
using Batch.Cli.Server;
using Microsoft.Extensions.Configuration;

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
        Shell shell, string? server, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await MediaToolsCheck.RunAsync("ffmpeg", cancellationToken);
        yield return await MediaToolsCheck.RunAsync("ffprobe", cancellationToken);

        var configuration = Configuration.Load();
        var worker = EmbeddedPools.LocalFor(configuration);
        yield return await EngineCheck.RunAsync(worker.Engine!, cancellationToken);
        yield return await GpuCheck.RunAsync(worker.Engine!, cancellationToken);
        await foreach (var result in ModelsCheck.RunAsync(worker.Models, shell.Time, cancellationToken))
        {
            yield return result;
        }

        foreach (var result in HomeCheck.Run(HomeFolder.Of(shell)))
        {
            yield return result;
        }

        yield return await DatabaseCheck.RunAsync(HomeFolder.Of(shell), configuration, cancellationToken);

        var bus = configuration.GetSection(BusOptions.Section).Get<BusOptions>() ?? new BusOptions();
        foreach (var result in await BrokerCheck.RunAsync(bus, cancellationToken))
        {
            yield return result;
        }

        if (server is not null || shell.Environment("BATCH_SERVER") is not null)
        {
            await foreach (var result in ServerCheck.RunAsync(shell, server, cancellationToken))
            {
                yield return result;
            }
        }
    }
}
