using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Server;

namespace Batch.Cli.Workers;

/// <summary><c>batch worker drain</c></summary>
internal static class WorkerDrainCommand
{
    public static Command Create(Shell shell)
    {
        var worker = new Argument<string>("WORKER") { Description = "The worker, as 'batch worker list' names it." };
        var server = ServerAddress.Option();
        var json = OutputOptions.Json();
        return new Command("drain", "Gives a worker nothing more: it ends what it runs, or hands it back, and stops.") { worker, server, json }.Runs(shell, async (parsed, cancellationToken) =>
        {
            using var client = ServerAddress.Connect(shell, parsed.GetValue(server));
            var told = await client.DrainAsync(parsed.GetRequiredValue(worker), cancellationToken);
            if (parsed.GetValue(json))
            {
                shell.WriteJson(told);
            }
            else
            {
                shell.Out.WriteLine($"{told.Id} is draining: {told.Attempts.Count} attempts to end, then it stops");
            }

            return ExitCode.Done;
        });
    }
}
