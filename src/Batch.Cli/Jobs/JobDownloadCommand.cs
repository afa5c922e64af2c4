using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Server;
using Batch.Contracts.Items;

namespace Batch.Cli.Jobs;

/// <summary><c>batch job download JOB --out DIR</c></summary>
internal static class JobDownloadCommand
{
    public static Command Create(Shell shell)
    {
        var job = JobArgument.Create();
        var output = new Option<string>("--out") { Description = "Folder to write to; made if it is not there.", Required = true, HelpName = "DIR" };
        var server = ServerAddress.Option();
        var json = OutputOptions.Json();
        var command = new Command("download", "Fetches the results of a job from its server.") { job, output, server, json };
        return command.Runs(shell, async (parsed, cancellationToken) =>
        {
            using var client = ServerAddress.Connect(shell, parsed.GetValue(server));
            var id = parsed.GetRequiredValue(job);
            var folder = new DownloadFolder(shell.FullPath(parsed.GetRequiredValue(output)));
            var files = 0;
            await foreach (var item in client.ItemsAsync(id, null, cancellationToken))
            {
                files += await DownloadAsync(client, id, item, folder, cancellationToken);
            }

            await using (var manifest = await client.ManifestAsync(id, cancellationToken))
            {
                await folder.WriteAsync("manifest.jsonl", manifest, cancellationToken);
            }

            if (parsed.GetValue(json))
            {
                shell.WriteJson(new { job = id, folder = folder.Path, files });
            }
            else
            {
                shell.Out.WriteLine($"{files} files in {folder.Path}");
            }

            return ExitCode.Done;
        });
    }

    private static async Task<int> DownloadAsync(
        BatchClient client, string job, ItemView item, DownloadFolder folder, CancellationToken cancellationToken)
    {
        foreach (var output in item.Outputs)
        {
            var format = Path.GetExtension(output.Name).TrimStart('.');
            await using var content = await client.TranscriptAsync(job, item.Id, format, cancellationToken);
            await folder.WriteAsync(output.Name, content, cancellationToken);
        }

        return item.Outputs.Count;
    }
}
