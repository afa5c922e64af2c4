using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Server;
using Batch.Contracts.Items;

namespace Batch.Cli.Jobs;

/// <summary><c>batch job items JOB</c></summary>
internal static class JobItemsCommand
{
    public static Command Create(Shell shell)
    {
        var job = JobArgument.Create();
        var state = new Option<string?>("--state") { Description = "Only items in this state, such as failed." };
        var server = ServerAddress.Option();
        var json = OutputOptions.Json();
        var command = new Command("items", "Lists the items of a job; with --json one JSON line each.") { job, state, server, json };
        return command.Runs(shell, async (parsed, cancellationToken) =>
        {
            // Written as the pages come: a job may have millions.
            using var client = ServerAddress.Connect(shell, parsed.GetValue(server));
            await foreach (var item in client.ItemsAsync(parsed.GetRequiredValue(job), parsed.GetValue(state), cancellationToken))
            {
                if (parsed.GetValue(json))
                {
                    shell.WriteJsonLine(item);
                }
                else
                {
                    shell.Out.WriteLine(Line(item));
                }
            }

            return ExitCode.Done;
        });
    }

    private static string Line(ItemView item) =>
        $"{item.Id}  {item.State,-10}  {item.Source}"
        + (item.Reused ? "  (done before)" : string.Empty)
        + (item.Error is { } error ? $"  {error.Message} {error.Remedy}" : string.Empty);
}
