using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Server;

namespace Batch.Cli.Jobs;

/// <summary><c>batch job cancel JOB</c></summary>
internal static class JobCancelCommand
{
    public static Command Create(Shell shell)
    {
        var job = JobArgument.Create();
        var server = ServerAddress.Option();
        var json = OutputOptions.Json();
        return new Command("cancel", "Cancels a job; what is committed stays.") { job, server, json }.Runs(shell, async (parsed, cancellationToken) =>
        {
            using var client = ServerAddress.Connect(shell, parsed.GetValue(server));
            var view = await client.CancelAsync(parsed.GetRequiredValue(job), cancellationToken);
            if (parsed.GetValue(json))
            {
                shell.WriteJson(view);
            }
            else
            {
                shell.Out.WriteLine($"{view.Id} is {view.State}");
            }

            return ExitCode.Done;
        });
    }
}
