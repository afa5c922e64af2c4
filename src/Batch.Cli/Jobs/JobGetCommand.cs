using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Server;

namespace Batch.Cli.Jobs;

/// <summary><c>batch job get JOB</c></summary>
internal static class JobGetCommand
{
    public static Command Create(Shell shell)
    {
        var job = JobArgument.Create();
        var server = ServerAddress.Option();
        var json = OutputOptions.Json();
        return new Command("get", "Shows one job.") { job, server, json }.Runs(shell, async (parsed, cancellationToken) =>
        {
            using var client = ServerAddress.Connect(shell, parsed.GetValue(server));
            var view = await client.JobAsync(parsed.GetRequiredValue(job), cancellationToken);
            if (parsed.GetValue(json))
            {
                shell.WriteJson(view);
            }
            else
            {
                JobSummary.Write(shell, view);
            }

            return ExitCode.Done;
        });
    }
}
