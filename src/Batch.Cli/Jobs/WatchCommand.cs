using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Progress;
using Batch.Cli.Server;

namespace Batch.Cli.Jobs;

/// <summary><c>batch watch JOB</c></summary>
internal static class WatchCommand
{
    public static Command Create(Shell shell)
    {
        var job = JobArgument.Create();
        var server = ServerAddress.Option();
        var json = OutputOptions.Json();
        var quiet = OutputOptions.Quiet();
        return new Command("watch", "Follows a job to its end.") { job, server, json, quiet }.Runs(shell, async (parsed, cancellationToken) =>
        {
            using var client = ServerAddress.Connect(shell, parsed.GetValue(server));
            return await FollowAsync(
                shell, client, parsed.GetRequiredValue(job), parsed.GetValue(json), parsed.GetValue(quiet), cancellationToken);
        });
    }

    /// <summary>Shows progress until the job has ended, then how; the exit code says the same.</summary>
    public static async Task<ExitCode> FollowAsync(
        Shell shell, BatchClient client, string job, bool json, bool quiet, CancellationToken cancellationToken)
    {
        var ended = await ProgressDisplay.FollowAsync(shell, client, job, json, quiet, cancellationToken);
        await JobReport.WriteAsync(shell, client, ended, json, quiet, cancellationToken);
        return JobVerdict.Of(ended);
    }
}
