using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Server;

namespace Batch.Cli.Jobs;

/// <summary><c>batch job retry JOB</c></summary>
internal static class JobRetryCommand
{
    public static Command Create(Shell shell)
    {
        var job = JobArgument.Create();
        var server = ServerAddress.Option();
        var json = OutputOptions.Json();
        return new Command("retry", "Opens the failed items of a job again.") { job, server, json }.Runs(shell, async (parsed, cancellationToken) =>
        {
            using var client = ServerAddress.Connect(shell, parsed.GetValue(server));
            var view = await client.RetryAsync(parsed.GetRequiredValue(job), cancellationToken);
            if (parsed.GetValue(json))
            {
                shell.WriteJson(view);
            }
            else
            {
                shell.Out.WriteLine($"{view.Id} is {view.State}: follow it with 'batch watch {view.Id}'");
            }

            return ExitCode.Done;
        });
    }
}
